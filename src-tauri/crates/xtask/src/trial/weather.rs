//! Mixed faults by chance: what a real network and real servers do, all of them at once.
//!
//! A request that something delivers twice and answers is not among them: nobody can know of the second record then.

use serde_json::{Value, json};

use super::dice::Dice;

/// New rules for every API: a few requests are struck, some of them the next ones, and clocks and reads may be wrong.
pub(super) fn rules(dice: &mut Dice, apis: &[String]) -> Value {
    let mut rules = Vec::new();
    for api in apis {
        // Seldom enough that most uploads get on: a kill is to meet them on their way, and not in a pause.
        if dice.roll(4) == 0 {
            let mut rule = strike(dice);
            rule["api"] = json!(api);
            rule["reach"] = json!({ "next": 1 + dice.roll(2) });
            rule["requests"] = dice.pick(&[json!("any"), json!("writes")]).clone();
            rules.push(rule);
        }
        // What is not struck takes a while, so that many kills come while a request is under way.
        let millis = *dice.pick(&[20, 150, 400]);
        rules.push(json!({ "fault": "slow", "millis": millis, "api": api }));
        if dice.roll(4) == 0 {
            let seconds = *dice.pick(&[-90, -20, 20, 90]);
            rules.push(json!({ "fault": "clock_skew", "seconds": seconds, "api": api }));
        }
        if dice.roll(4) == 0 {
            rules.push(json!({ "fault": "lag", "seconds": 1 + dice.roll(4), "api": api }));
        }
    }
    json!(rules)
}

fn strike(dice: &mut Dice) -> Value {
    let seconds = 1 + dice.roll(2);
    match dice.roll(10) {
        0 => json!({ "fault": "refuse" }),
        1 => json!({ "fault": "drop_before" }),
        2 => json!({ "fault": "error_after" }),
        3 => json!({ "fault": "truncate" }),
        4 => json!({ "fault": "too_many", "retry_after_seconds": seconds }),
        5 => json!({ "fault": "edge", "page": dice.pick(&["forbidden", "bad_gateway"]) }),
        6 => {
            json!({ "fault": "outage", "seconds": seconds, "shows": dice.pick(&["refused", "unavailable"]) })
        }
        7 => json!({ "fault": "quota", "allowed": 2, "window_seconds": 2 }),
        _ => json!({ "fault": "drop_after" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_names_its_api_and_no_create_is_delivered_twice() {
        let mut dice = Dice::new(1);
        for _ in 0..200 {
            let rules = rules(&mut dice, &["one".to_owned(), "two".to_owned()]);
            for rule in rules.as_array().expect("a list") {
                assert!(rule["api"] == "one" || rule["api"] == "two", "{rule}");
                assert_ne!(rule["fault"], "duplicate");
            }
        }
    }
}
