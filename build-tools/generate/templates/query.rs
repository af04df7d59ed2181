//! Adds to the query of a request what is encoded already.

/// The request, with a query after what its own has.
pub(crate) fn add(
    request: reqwest::RequestBuilder,
    query: &str,
) -> reqwest::Result<reqwest::RequestBuilder> {
    if query.is_empty() {
        return Ok(request);
    }
    let (client, request) = request.build_split();
    let mut request = request?;
    let whole = match request.url().query() {
        None | Some("") => query.to_owned(),
        Some(before) => format!("{before}&{query}"),
    };
    request.url_mut().set_query(Some(&whole));
    Ok(reqwest::RequestBuilder::from_parts(client, request))
}
