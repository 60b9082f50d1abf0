//! Payloads against Discord's own OpenAPI document, where it is at hand.

use std::{io::Read, path::PathBuf, sync::OnceLock};

use serde_json::Value;

fn document() -> Option<&'static Value> {
    static DOCUMENT: OnceLock<Option<Value>> = OnceLock::new();
    let read = || {
        let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/discord-api-spec/openapi.json.gz");
        let path = std::env::var("DISCORD_OPENAPI").map_or_else(|_| default(), PathBuf::from);
        let mut text = String::new();
        flate2::read::GzDecoder::new(std::fs::File::open(path).ok()?).read_to_string(&mut text).expect("gzip");
        Some(serde_json::from_str(&text).expect("JSON"))
    };
    DOCUMENT.get_or_init(read).as_ref()
}

/// Checks the body of a request.
pub(crate) fn request(method: &str, path: &str, body: &Value) {
    let Some(document) = document() else { return };
    let schema = &document["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "no schema for {method} {path}");
    if let Err(error) = valid(document, schema, body, "") {
        panic!("{method} {path}: {error}\n{body:#}");
    }
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn valid(document: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference}"));
        return valid(document, target, value, at);
    }
    let fail = |why: String| Err(format!("{at}: {why}"));
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_type(value, name)) {
        return fail(format!("is no {types:?}"));
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.contains(value)
    {
        return fail(format!("{value} is none of {all:?}"));
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        valid(document, part, value, at)?;
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(parts) = schema[union].as_array() {
            // Enumerations are written as a union of constants with names.
            if parts.iter().all(|p| p.get("const").is_some()) {
                if !parts.iter().any(|p| p["const"] == *value) {
                    return fail(format!("{value} is none of the constants"));
                }
                continue;
            }
            let errors: Vec<String> = parts.iter().filter_map(|part| valid(document, part, value, at).err()).collect();
            if errors.len() == parts.len() {
                // The deepest complaint is the telling one.
                let telling = errors.into_iter().max_by_key(|e| e.split(": ").next().map_or(0, |at| at.matches('/').count())).unwrap_or_default();
                return Err(telling);
            }
        }
    }
    if let Some(constant) = schema.get("const")
        && constant != value
    {
        return fail(format!("is not {constant}"));
    }
    let limit = |key: &str| schema[key].as_u64().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let least = |key: &str| schema[key].as_u64().map_or(0, |n| usize::try_from(n).unwrap_or(0));
    match value {
        Value::String(text) => {
            let length = text.chars().count();
            if length > limit("maxLength") || length < least("minLength") {
                return fail(format!("{length} characters"));
            }
        }
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            if schema["minimum"].as_f64().is_some_and(|m| number < m) || schema["maximum"].as_f64().is_some_and(|m| number > m) {
                return fail(format!("{number} is out of range"));
            }
        }
        Value::Array(list) => {
            if list.len() > limit("maxItems") || list.len() < least("minItems") {
                return fail(format!("{} items", list.len()));
            }
            if schema["items"].is_object() {
                for (i, item) in list.iter().enumerate() {
                    valid(document, &schema["items"], item, &format!("{at}/{i}"))?;
                }
            }
        }
        Value::Object(map) => {
            if let Some(missing) = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).find(|key| !map.contains_key(*key)) {
                return fail(format!("`{missing}` is missing"));
            }
            if map.len() > limit("maxProperties") {
                return fail(format!("{} keys", map.len()));
            }
            for (key, item) in map {
                let at = format!("{at}/{key}");
                if let Some(schema) = schema["properties"].get(key) {
                    valid(document, schema, item, &at)?;
                } else if schema["additionalProperties"].is_object() {
                    valid(document, &schema["additionalProperties"], item, &at)?;
                } else if schema["properties"].is_object() {
                    return Err(format!("{at}: is not in the schema"));
                }
            }
        }
        _ => {}
    }
    Ok(())
}
