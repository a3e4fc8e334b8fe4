// The reference of all fields as Markdown, from the table of fields.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/document.hpp"
#include "scenario/encode.hpp"
#include "scenario/reader.hpp"
#include "scenario/records.hpp"

namespace firebreak::scenario {
namespace {

constexpr const char* scenario_introduction = R"(# Scenario reference

A scenario is a JSON document; `//` comments are allowed. `layout`, `services`, `parameters` and
`economics` are objects, or paths (relative to the file that names them) to files that hold the object. Every unit stands in the name of
its key. Collections are objects whose keys are ids; their order is kept. An id has 1 to 64 letters, digits,
`_`, `.` or `-` and starts with a letter or digit. `$schema` at the top of a document is ignored.

An *uncertain* value is a number (certain), a window `[min, max]` of which all is equally likely, or one of
`{"uniform": {"min", "max"}}` (the same), `{"triangular": {"min", "mode", "max"}}`, `{"lognormal": {"median", "sigma"}}`, `{"exponential": {"mean"}}`,
`{"weibull": {"scale", "shape"}}`, `{"log_uniform": {"min", "max"}}`, and for shares
`{"beta": {"alpha", "beta"}}`, in the unit of its key; `sigma` is the standard deviation of the logarithm and,
like `shape`, `alpha` and `beta`, has no unit. The logarithm of a log-uniform value is uniform.

Generated from the field tables in `sim/scenario/*_fields.cpp`.
)";

constexpr const char* sweep_introduction = R"(# Sweep reference

A sweep is a JSON document that names a base scenario, what is varied in it, and how often each point is run;
`//` comments are allowed. Paths are relative to the file that names them. Axes are an object whose keys are
ids; their order is kept. Each axis holds exactly one of `values`, `range`, `log_range`, `distribution`,
`layouts` and `patches`; a design is exactly one of its keys. `$schema` at the top is ignored. What a store of
results holds is in [store.md](store.md).

A distribution is one of `{"uniform": {"min", "max"}}`, `{"triangular": {"min", "mode", "max"}}`,
`{"lognormal": {"median", "sigma"}}` and `{"exponential": {"mean"}}`, in the unit of the key that the axis points
at; `sigma` is the standard deviation of the logarithm.

Generated from the field tables in `sim/scenario/sweep_fields.cpp`.
)";

std::string type_text(const Field& field) {
    const auto with_unit = [&](const std::string& type) {
        return field.unit.empty() ? type : type + ", " + field.unit;
    };
    switch (field.kind) {
        case Kind::boolean:
            return "true or false";
        case Kind::integer:
            return "whole number";
        case Kind::number:
            return with_unit("number");
        case Kind::text:
            return "text";
        case Kind::json:
            return "any JSON value";
        case Kind::local_time:
            return "local time";
        case Kind::choice:
            return fmt::format("`{}`", fmt::join(field.choices, "`, `"));
        case Kind::reference:
            return "id";
        case Kind::references:
            return "ids";
        case Kind::numbers:
            return field.count > 0 ? fmt::format("{} numbers", field.count) : "numbers";
        case Kind::uncertain_duration:
        case Kind::uncertain_share:
        case Kind::uncertain_number:
            return with_unit("uncertain");
        default:
            break;
    }
    const std::string link = fmt::format("[{0}](#{0})", field.record->name);
    if (field.kind == Kind::object) return field.includable ? link + " or path" : link;
    return field.kind == Kind::list ? "array of " + link : link + " by id";
}

std::string default_text(const Record& record, const Field& field) {
    if (field.required) return "required";
    if (field.optional || field.note) return "none";
    if (field.kind == Kind::object) return "its defaults";
    if (field.record != nullptr) return "empty";
    const std::string text = encode_leaf(field, field.load(record.defaults())).dump();
    return text == "\"\"" || text == "[]" ? "empty" : "`" + text + "`";
}

void write_record(const Record& record, std::set<std::string>& written, std::string& out) {
    if (!written.insert(record.name).second) return;
    out += fmt::format("\n## {}\n\n{}\n", record.name, record.help);
    if (record.fields.empty()) return;
    out += "\n| Key | Value | Range | Default | Meaning |\n|---|---|---|---|---|\n";
    for (const Field& field : record.fields) {
        const std::string key = record.bare ? "(the value itself)" : "`" + field.key + "`";
        out += fmt::format("| {} | {} | {} | {} | {} |\n", key, type_text(field), describe(field.range, ""),
                           default_text(record, field), field.help);
    }
    for (const Field& field : record.fields) {
        if (field.record != nullptr) write_record(*field.record, written, out);
    }
}

}  // namespace

std::string markdown_reference(DocumentKind kind) {
    const bool scenario = kind == DocumentKind::scenario;
    std::string out = scenario ? scenario_introduction : sweep_introduction;
    std::set<std::string> written;
    write_record(scenario ? scenario_record() : sweep_record(), written, out);
    return out;
}

}  // namespace firebreak::scenario
