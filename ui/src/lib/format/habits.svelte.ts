/** How this person writes times of day, sums of time and weeks, as the settings say; read by the formats. */
export const habits = $state({ clock: "system", durations: "hm", first_day: "system", locale: "en-GB" });
