//! What an operation does to which resource: the name that says so.

use super::grammar::kin;
use super::route::{Part, Route, nouns};
use super::verb::{Phrase, Verb, of_controller};
use api_document::names::method_name;

/// What is known of an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// The `operationId`, where there is one.
    pub(super) id: Option<&'a str>,
    /// Whether it answers with several things.
    pub(super) answers_list: bool,
}

/// An operation, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) verb: Verb,
    /// The words for one thing of the kind that it is about.
    pub(super) resource: Vec<String>,
    /// The name by rule.
    pub(super) name: String,
}

impl Sense {
    pub(super) fn of(facts: Facts<'_>) -> Self {
        let route = Route::of(facts.path);
        let phrase = facts.id.and_then(Phrase::of);
        let has_id = phrase.is_some();
        let phrase = phrase.unwrap_or_else(|| Phrase::of_method(facts.method));
        if let Some(action) = Action::of(&route, &phrase, facts.method, has_id) {
            return action.sense(&route, &phrase);
        }
        let verb = settled(&phrase, &route, facts.answers_list);
        let resource = nouns(&route.parts, true);
        let own = facts.id.filter(|id| is_own_name(id, &verb));
        let name = if let Some(id) = own {
            method_name(id)
        } else {
            let one = match verb {
                _ if route.ends_in_item() => true,
                Verb::Create => !(phrase.many || facts.answers_list),
                _ => false,
            };
            name(&verb, nouns(&route.parts, one), rest(&phrase, &route))
        };
        Self {
            verb,
            resource,
            name,
        }
    }
}

/// What the last segment of a path does to what is before it, as in
/// `/webhooks/{id}/verification` and `/filtering-rules/bulk`.
struct Action<'r> {
    verb: Verb,
    target: &'r [Part],
    /// The words of the segment beside the verb.
    object: Vec<String>,
}

impl<'r> Action<'r> {
    fn of(route: &'r Route, phrase: &Phrase, method: &str, has_id: bool) -> Option<Self> {
        let (last, target) = route.parts.split_last()?;
        let (first, object) = last.words.split_first()?;
        if last.is_item {
            return None;
        }
        let verb = match &phrase.verb {
            Verb::Other(verb) if kin(verb, first) => phrase.verb.clone(),
            _ if has_id || target.is_empty() || route.ends_in_plural() => return None,
            _ if ["post", "put", "patch"].contains(&method) => Verb::Other(first.clone()),
            _ => return None,
        };
        Some(Self {
            verb,
            target,
            object: object.to_vec(),
        })
    }

    fn sense(self, route: &Route, phrase: &Phrase) -> Sense {
        let one = self.target.last().is_some_and(|part| part.is_item);
        let mut words = nouns(self.target, one);
        words.extend(self.object);
        Sense {
            name: name(&self.verb, words, rest(phrase, route)),
            resource: nouns(self.target, true),
            verb: self.verb,
        }
    }
}

/// The verb, where the words alone leave it open whether it is about one thing
/// or several.
fn settled(phrase: &Phrase, route: &Route, answers_list: bool) -> Verb {
    let several = answers_list && !route.ends_in_item();
    match &phrase.verb {
        Verb::Find | Verb::Get if several && route.ends_in_plural() => Verb::List,
        Verb::Find if route.ends_in_plural() && !route.ends_in_item() => Verb::List,
        Verb::List if !route.ends_in_plural() && !answers_list => Verb::Get,
        Verb::Find => Verb::Get,
        verb => verb.clone(),
    }
}

/// Whether an id is a name that somebody chose, with a verb that no rule knows.
fn is_own_name(id: &str, verb: &Verb) -> bool {
    matches!(verb, Verb::Other(_)) && of_controller(id).is_none()
}

/// The words of an id that neither verb nor path say.
fn rest(phrase: &Phrase, route: &Route) -> Vec<String> {
    let said = |word: &String| kin(word, phrase.verb.word()) || route.has(|other| kin(word, other));
    let rest = phrase.rest.iter().filter(|word| !said(word));
    rest.cloned().collect()
}

fn name(verb: &Verb, nouns: Vec<String>, rest: Vec<String>) -> String {
    let words: Vec<String> = std::iter::once(verb.word().to_owned())
        .chain(nouns)
        .chain(rest)
        .collect();
    method_name(&words.join("_"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::{Facts, Sense};

    /// Method, path, id or `-`, `list` or `one`, and the name.
    const API: &str = "
        GET /api-keys ApiKeysController_findAll list list_api_keys
        POST /api-keys ApiKeysController_create one create_api_key
        GET /api-keys/{id} ApiKeysController_findOne one get_api_key
        PATCH /api-keys/{id} ApiKeysController_update one update_api_key
        DELETE /api-keys/{id} ApiKeysController_deleteApiKey one delete_api_key
        POST /environments/{id} EnvironmentController_update one update_environment
        POST /encryption-keys/{id}/rotate EncryptionKeysController_rotate one rotate_encryption_key
        GET /filtering-rules FilteringRulesV2Controller_findAll list list_filtering_rules
        POST /filtering-rules FilteringRulesController_create list create_filtering_rules
        POST /filtering-rules FilteringRulesV2Controller_create one create_filtering_rule
        PATCH /filtering-rules FilteringRulesController_update list update_filtering_rules
        POST /filtering-rules/bulk FilteringRulesV2Controller_bulk list bulk_filtering_rules
        POST /filtering-rules/test FilteringRulesV2Controller_test one test_filtering_rules
        DELETE /webhooks/{id} WebhooksController_remove one delete_webhook
        POST /webhooks/{id}/verification WebhooksController_verify one verify_webhook
        GET /webhooks/{webhookId}/rules WebhookRulesController_findAll list list_webhook_rules
        DELETE /webhooks/{webhookId}/rules/{id} WebhookRulesController_delete one delete_webhook_rule
        POST /subdomains/{id}/verify SubdomainsController_verify one verify_subdomain
        GET /health HealthCheckController_getHealth one get_health
    ";

    const WITHOUT_ID: &str = "
        GET /policies - list list_policies
        GET /policies/{id} - one get_policy
        GET /v1/data - one get_data
        GET /settings - one list_settings
        POST /addresses - one create_address
        PUT /statuses/{id} - one replace_status
        DELETE /keys - one delete_keys
        POST /keys/{id}/rotate - one rotate_key
        POST /keys/{id}:disable - one disable_key
        POST /keys/{id}/grants - one create_key_grant
        GET / - one get
    ";

    const MORE_WORDS: &str = "
        PATCH /webhooks/{id}/status WebhooksController_updateStatus one update_webhook_status
        POST /webhooks/{id} WebhooksController_resendEvents one resend_webhook_events
        GET /webhooks/{name} WebhooksController_findOneByName one get_webhook
        GET /webhooks/statistics WebhooksController_getStats one get_webhook_statistics
        POST /webhooks/{id}/test-event WebhooksController_test one test_webhook_event
        POST /exports startBackgroundExport one start_background_export
        GET / AppController_getHello one get_hello
        GET /webhooks getWebhooks one get_webhooks
        POST /login AuthController_login one login
    ";

    fn check(table: &str) {
        for row in table.lines().filter(|row| !row.trim().is_empty()) {
            let row: Vec<&str> = row.split_whitespace().collect();
            let [method, path, id, answer, expected] = row[..] else {
                panic!("{row:?}");
            };
            let facts = Facts {
                method: &method.to_lowercase(),
                path,
                id: Some(id).filter(|id| *id != "-"),
                answers_list: answer == "list",
            };
            assert_eq!(Sense::of(facts).name, expected, "{row:?}");
        }
    }

    #[test]
    fn the_operations_of_the_api_are_named_by_verb_and_path() {
        check(API);
    }

    #[test]
    fn an_operation_without_id_is_named_by_method_and_path() {
        check(WITHOUT_ID);
    }

    #[test]
    fn words_that_the_path_does_not_say_stay_in_the_name() {
        check(MORE_WORDS);
    }
}
