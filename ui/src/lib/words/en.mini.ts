/** The texts of the mini timer in English. */
export const en = {
  "mini.title": "Stint timer",
  "mini.working": "Working",
  "mini.onBreak": "On a break",
  "mini.undecided": "Away, not decided yet",
  "mini.today": "{time} worked today",
  "mini.open": "Open Stint",
} as const;
