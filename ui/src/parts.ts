/** The parts of the window that come after the first picture; each is fetched when it is first wanted. */
export const parts = {
  firstRun: () => import("./today/FirstRun.svelte"),
  palette: () => import("./today/QuickPalette.svelte"),
  rowEdit: () => import("./today/RowEdit.svelte"),
  startEdit: () => import("./today/StartEdit.svelte"),
  overlap: () => import("./lib/parts/Overlap.svelte"),
  toast: () => import("./over/Toast.svelte"),
  reports: () => import("./reports/ReportsPage.svelte"),
  trackers: () => import("./trackers/TrackersPage.svelte"),
  settings: () => import("./settings/SettingsPage.svelte"),
  edit: () => import("./over/EditDialog.svelte"),
  decide: () => import("./over/DecideDialog.svelte"),
  keys: () => import("./over/KeysDialog.svelte"),
  connect: () => import("./trackers/ConnectDialog.svelte"),
  signIn: () => import("./trackers/SignInDialog.svelte"),
  remove: () => import("./trackers/RemoveDialog.svelte"),
};
