// What must fit together within a sweep's file.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "scenario/document.hpp"
#include "scenario/records.hpp"
#include "scenario/sweep_file.hpp"

namespace firebreak::scenario {
namespace {

bool is_valid_pointer(const std::string& pointer) {
    if (!pointer.starts_with('/')) return false;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '~' &&
            (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')))
            return false;
    }
    return true;
}

class SweepChecker {
  public:
    SweepChecker(const SweepFile& sweep, Problems& problems) : sweep_{sweep}, problems_{problems} {}
    void check();

  private:
    void axis(const SweepAxis& axis, const std::string& place);
    void pointer(const SweepAxis& axis, const std::string& place);
    void ends(const std::optional<std::vector<double>>& ends, bool logarithmic, const std::string& place);
    void patches(const SweepAxis& axis, const std::string& place);
    void design();
    void replications();
    [[nodiscard]] bool by_levels() const { return sweep_.design.grid || sweep_.design.one_at_a_time; }

    const SweepFile& sweep_;
    Problems& problems_;
    std::map<std::string, std::string> pointers_;  // to the name of the axis
    std::string layouts_;                          // name of the axis
};

void SweepChecker::pointer(const SweepAxis& axis, const std::string& place) {
    const bool wanted = axis.layouts.empty() && axis.patches.empty();
    if (!wanted) {
        if (!axis.pointer.empty())
            problems_.add({place + "/pointer", "layouts and patches have no pointer", "remove it"});
        return;
    }
    if (!is_valid_pointer(axis.pointer)) {
        problems_.add({axis.pointer.empty() ? place : place + "/pointer", "this axis needs a JSON Pointer",
                       R"(as in "pointer": "/response/crews/technicians")"});
        return;
    }
    const auto [other, first] = pointers_.emplace(axis.pointer, axis.name);
    if (!first)
        problems_.add({place + "/pointer",
                       fmt::format("axis {} points there already", in_quotes(other->second)),
                       "merge the two"});
    const std::vector<std::string> tokens = pointer_tokens(axis.pointer);
    const Field* part = scenario_record().find(tokens.front());
    if (tokens.size() == 1 && part != nullptr && part->includable) {
        problems_.add({place + "/pointer", "a whole " + tokens.front() + " is no value",
                       R"(use "layouts" for layouts, and "patches" or a pointer further down for the rest)"});
    }
}

void SweepChecker::ends(const std::optional<std::vector<double>>& ends, bool logarithmic,
                        const std::string& place) {
    if (!ends || ends->size() != 2) return;  // the latter has been reported
    if (!((*ends)[0] < (*ends)[1])) problems_.add({place, "the second number is not above the first"});
    if (logarithmic && !((*ends)[0] > 0.0))
        problems_.add({place, "a logarithmic scale has no 0", "both ends above 0"});
}

void SweepChecker::patches(const SweepAxis& axis, const std::string& place) {
    for (const SweepPatch& patch : axis.patches) {
        const Json operations = Json::parse(patch.operations.text);
        const bool array =
            operations.is_array() && std::ranges::all_of(operations, [](const Json& operation) {
                return operation.is_object() && operation.contains("op") && operation.contains("path") &&
                       operation["op"].is_string() && operation["path"].is_string();
            });
        if (!array)
            problems_.add({child_pointer(place + "/patches", patch.name),
                           "expected an array of JSON Patch operations",
                           R"(as in [{"op": "replace", "path": "/response/drilled", "value": true}])"});
    }
}

void SweepChecker::axis(const SweepAxis& axis, const std::string& place) {
    const std::array given{!axis.values.empty(),          axis.range.has_value(), axis.log_range.has_value(),
                           axis.distribution.has_value(), !axis.layouts.empty(),  !axis.patches.empty()};
    if (std::ranges::count(given, true) != 1) {
        problems_.add(
            {place, "an axis needs exactly one of values, range, log_range, distribution, layouts, patches"});
        return;
    }
    pointer(axis, place);
    ends(axis.range, false, place + "/range");
    ends(axis.log_range, true, place + "/log_range");
    patches(axis, place);
    if (axis.distribution && axis.distribution->value.shape == Shape::constant)
        problems_.add({place + "/distribution", "a single number does not vary",
                       "name a distribution, or remove the axis"});
    if (axis.levels() == 0 && by_levels() && !axis.steps)
        problems_.add(
            {place, "this design visits levels, and the axis has none", R"(say how many: "steps": 5)"});
    if (axis.levels() > 0 && axis.steps)
        problems_.add(
            {place + "/steps", "the levels are listed; there is nothing to cut into steps", "remove it"});
    if (!axis.layouts.empty()) {
        if (!layouts_.empty())
            problems_.add({place + "/layouts",
                           fmt::format("axis {} has layouts already", in_quotes(layouts_)),
                           "list all of them there"});
        layouts_ = axis.name;
    }
}

void SweepChecker::design() {
    const SweepDesign& d = sweep_.design;
    const std::array given{
        d.grid.has_value(),   d.one_at_a_time.has_value(), d.latin_hypercube.has_value(), d.sobol.has_value(),
        d.morris.has_value(), d.saltelli.has_value(),      d.monte_carlo.has_value()};
    if (std::ranges::count(given, true) != 1) {
        problems_.add({"/design",
                       "a design is exactly one of grid, one_at_a_time, latin_hypercube, sobol, morris, "
                       "saltelli, monte_carlo"});
    }
    if (d.morris && d.morris->levels % 2 != 0)
        problems_.add({"/design/morris/levels", "an odd number of levels",
                       "levels are even, so that each is as likely as any other"});
    if (sweep_.axes.empty() && !d.grid)
        problems_.add({"/design", "this design needs axes, and there are none",
                       R"(add "axes", or use {"grid": {}} for one point)"});
}

void SweepChecker::replications() {
    const SweepReplications& r = sweep_.replications;
    if (r.count && r.until)
        problems_.add({"/replications", "count and until do not go together", "remove one of the two"});
    if (r.until && r.until->max < r.until->min)
        problems_.add({"/replications/until/max", "max is below min"});
}

void SweepChecker::check() {
    for (const SweepAxis& each : sweep_.axes) axis(each, child_pointer("/axes", each.name));
    design();
    replications();
}

}  // namespace

void check_sweep(const SweepFile& sweep, Problems& problems) {
    SweepChecker{sweep, problems}.check();
}

}  // namespace firebreak::scenario
