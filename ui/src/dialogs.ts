/** What can lie over the screen; each is fetched when it is first wanted. */
export const dialogs = {
  commands: () => import("./palette/CommandBox.svelte"),
  many: () => import("./over/ManyDialog.svelte"),
  edit: () => import("./over/EditDialog.svelte"),
  decide: () => import("./over/DecideDialog.svelte"),
  add: () => import("./calendar/AddDialog.svelte"),
  split: () => import("./calendar/SplitDialog.svelte"),
  askOverlap: () => import("./calendar/OverlapDialog.svelte"),
  keys: () => import("./over/KeysDialog.svelte"),
  connect: () => import("./trackers/ConnectDialog.svelte"),
  signIn: () => import("./trackers/SignInDialog.svelte"),
  remove: () => import("./trackers/RemoveDialog.svelte"),
};
