/** The texts of the list under the quick entry in English. */
export const en = {
  "quick.startNote": "Start “{note}”",
  "quick.startAt": "Start “{note}” at {time}",
  "quick.startPlain": "Start without a note",
  "quick.startPlainAt": "Start at {time} without a note",
  "quick.add": "Add as finished, {range}",
  "quick.ends": "ends “{note}”",
  "quick.endsAt": "ends “{note}” at {time}",
  "quick.recent": "Recent",
  "quick.targets": "Book on",
  "quick.readStarts": "Starts {time}",
  "quick.readTag": "tag {tag}",
  "quick.readBillable": "billable",
  "quick.linked": "{target}, as before",
  "quick.dropTarget": "Do not book on {target}",
} as const;
