// The timeline document: its fields, declared once, and the checks between them.
#include "scenario/timeline_file.hpp"

#include <algorithm>
#include <cmath>

#include "core/entity_name.hpp"
#include "scenario/compose.hpp"
#include "scenario/decode.hpp"
#include "scenario/encode.hpp"
#include "scenario/table.hpp"
#include "scenario/tree.hpp"

namespace firebreak::scenario {
namespace {

struct ChangeLine {
    double time_us = 0.0;
    std::string kind;
    std::string entity;
    std::string from;
    std::string to;
    std::optional<int> cause;
    double value = 0.0;
};

struct TimelineDocument {
    std::string scenario;
    std::string layout;
    std::string seed;
    int replication = 0;
    std::vector<std::string> pinned_steps;
    std::vector<ChangeLine> changes;
};

const Record& change_record() {
    static const Record record =
        Table<ChangeLine>{"change", "One state change."}
            .field("time_us", &ChangeLine::time_us, "Microseconds since ignition.", between(-1e15, 1e15))
            .required()
            .field("kind", &ChangeLine::kind, "Kind of what changes, as in events.csv.")
            .required()
            .field("entity", &ChangeLine::entity, "Its name.")
            .required()
            .field("from", &ChangeLine::from, "State before.")
            .required()
            .field("to", &ChangeLine::to, "State after.")
            .required()
            .field("cause", &ChangeLine::cause, "Place in this list (from 0) of the change that let it happen.", between(0, 1e9))
            .field("value", &ChangeLine::value, "Load of a row in watts.", between(-1e15, 1e15));
    return record;
}

const Record& timeline_record() {
    static const Record record =
        Table<TimelineDocument>{"timeline", "What fire and facility do by themselves, in order of time."}
            .document()
            .version("schema", 1, "Version of this format.")
            .field("scenario", &TimelineDocument::scenario, "Scenario that it was drawn from.")
            .field("layout", &TimelineDocument::layout, "Its layout.")
            .field("seed", &TimelineDocument::seed, "Root of the random numbers; a text, because it may exceed 2^53.")
            .field("replication", &TimelineDocument::replication, "Replication.", between(0, 1e9))
            .field("pinned_steps", &TimelineDocument::pinned_steps, "Steps that were observed and not drawn.")
            .list("changes", &TimelineDocument::changes, change_record(), "State changes, causes before effects.")
            .required();
    return record;
}

class Interpreter {
  public:
    Interpreter(const World& world, Problems& problems) : world_{world}, problems_{problems} {}

    HazardTimeline read(const TimelineDocument& document) {
        HazardTimeline timeline{{}, document.pinned_steps};
        for (std::size_t i = 0; i < document.changes.size(); ++i) {
            place_ = "/changes/" + std::to_string(i);
            timeline.changes.push_back(change(document.changes[i]));
        }
        return timeline;
    }

  private:
    StateChange change(const ChangeLine& line) {
        StateChange result;
        result.at = ignition_instant + Ticks{static_cast<std::int64_t>(line.time_us)};
        result.value = line.value;
        result.from = state(line.from, "from");
        result.to = state(line.to, "to");
        result.entity = entity_of(line);
        if (line.cause) result.cause = static_cast<std::uint32_t>(*line.cause);
        if (line.time_us != std::floor(line.time_us)) problems_.add({place_ + "/time_us", "is no whole number of microseconds", ""});
        return result;
    }

    State state(const std::string& text, const char* key) {
        const auto found = state_of(text);
        if (!found) problems_.add({place_ + '/' + key, in_quotes(text) + " is no state", "use a state as events.csv names it"});
        return found.value_or(State::normal);
    }

    Entity entity_of(const ChangeLine& line) {
        const auto kind = entity_kind_of(line.kind);
        if (!kind) {
            problems_.add({place_ + "/kind", in_quotes(line.kind) + " is no kind of entity", "use a kind as events.csv names it"});
            return {};
        }
        const auto found = find_entity(world_, *kind, line.entity);
        if (!found) {
            problems_.add({place_ + "/entity", "layout " + world_.layout_name + " has no " + line.kind + ' ' + in_quotes(line.entity),
                           "feed a timeline to the layout that it was drawn on"});
        }
        return found.value_or(Entity{});
    }

    const World& world_;
    Problems& problems_;
    std::string place_;
};

}  // namespace

std::string timeline_json(const World& world, const HazardTimeline& timeline, const TimelineOrigin& origin) {
    TimelineDocument document{world.scenario_name, world.layout_name, std::to_string(origin.seed), origin.replication,
                              timeline.pinned_steps, {}};
    for (const StateChange& change : timeline.changes) {
        document.changes.push_back({static_cast<double>(change.at.time_since_epoch().count()),
                                    std::string{to_string(change.entity.kind)}, entity_name(world, change.entity),
                                    std::string{to_string(change.from)}, std::string{to_string(change.to)},
                                    change.cause == StateChange::no_cause ? std::nullopt : std::optional{static_cast<int>(change.cause)},
                                    change.value});
    }
    return encode(timeline_record(), &document).dump(1) + "\n";
}

ReadTimeline read_timeline(const std::string& path, const World& world) {
    std::vector<Finding> findings;
    ReadTimeline read;
    Document text = parse_document(shown_name(path), read_text(path), "", findings);
    if (!findings.empty()) throw InputError{std::move(findings)};
    Problems problems;
    TimelineDocument document;
    if (decode(text.root, timeline_record(), &document, problems)) read.timeline = Interpreter{world, problems}.read(document);
    Sources sources;
    sources.mount("", std::move(text));
    for (const Problem& problem : problems.all()) findings.push_back(sources.locate(problem));
    if (!findings.empty()) throw InputError{std::move(findings)};
    read.locate = [sources = std::move(sources)](std::size_t change, const std::string& key, std::string problem, std::string suggestion) {
        const std::string place = "/changes/" + std::to_string(change);
        return sources.locate({key.empty() ? place : place + '/' + key, std::move(problem), std::move(suggestion)});
    };
    return read;
}

}  // namespace firebreak::scenario
