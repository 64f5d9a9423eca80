/** The texts of the first run in English. */
export const en = {
  "first.title": "What are you doing?",
  "first.lead": "Write a few words and start. The rest can wait.",
  "first.example": "Login flow review",
  "first.earlier": "Started earlier?",
  "first.earlierMore": "Add 9:15 or 20m and the time is counted from there.",
  "first.break": "Take a break",
  "first.breakMore": "Press B. Press it again and you are back where you were.",
  "first.anywhere": "{keys} does it from any app.",
  "first.steps": "Three things worth knowing",
  "first.skip": "Look around first",
  "first.connect": "Connect a tracker",
  "first.connectMore": "{names}.",
  "first.connectDo": "Connect one now",
} as const;
