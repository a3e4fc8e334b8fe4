// Values of axes.
#include "sweep/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "firebreak/random.hpp"

namespace firebreak::sweep {
namespace {

using Json = nlohmann::ordered_json;

/// File names without folder and ending, where they differ; else the paths.
std::vector<std::string> layout_labels(const std::vector<scenario::SweepLayout>& layouts) {
    std::vector<std::string> labels;
    for (const auto& layout : layouts) labels.push_back(std::filesystem::path{layout.path}.stem().string());
    if (std::set<std::string>(labels.begin(), labels.end()).size() == labels.size()) return labels;
    std::transform(layouts.begin(), layouts.end(), labels.begin(),
                   [](const auto& layout) { return layout.path; });
    return labels;
}

std::string label_of(const std::string& text) {
    const Json value = Json::parse(text);
    return value.is_string() ? value.get<std::string>() : text;
}

}  // namespace

Axis::Axis(const scenario::SweepAxis& declared, DesignKind design, std::size_t first_layout)
    : declared_{declared},
      design_{design},
      first_layout_{first_layout},
      field_{scenario::field_at(declared.pointer)} {
    described_ = {.name = declared.name,
                  .pointer = declared.pointer,
                  .unit = field_.unit,
                  .labels = layout_labels(declared.layouts)};
    for (const auto& value : declared.values) described_.labels.push_back(label_of(value.value.text));
    for (const auto& patch : declared.patches) described_.labels.push_back(patch.name);
}

bool Axis::by_levels() const {
    return design_ == DesignKind::grid || design_ == DesignKind::one_at_a_time;
}

std::size_t Axis::levels() const {
    return declared_.levels() > 0 ? declared_.levels()
                                  : static_cast<std::size_t>(declared_.steps.value_or(1));
}

double Axis::middle(std::size_t level) const {
    return (static_cast<double>(level) + 0.5) / static_cast<double>(levels());
}

bool Axis::repeats() const {
    if (!field_.whole || declared_.levels() > 0 || !by_levels()) return false;
    std::set<std::string> settings;
    for (std::size_t i = 0; i < levels(); ++i) settings.insert(setting(middle(i)));
    return settings.size() < levels();
}

std::vector<double> Axis::trials() const {
    if (declared_.levels() > 0) {
        std::vector<double> all;
        for (std::size_t i = 0; i < levels(); ++i) all.push_back(middle(i));
        return all;
    }
    if (by_levels()) return {middle(0), middle(levels() - 1)};
    if (declared_.distribution && design_ != DesignKind::morris) return {0.001, 0.999};
    return {0.0, 1.0};
}

std::size_t Axis::level(double coordinate) const {
    const auto index = static_cast<std::size_t>(coordinate * static_cast<double>(levels()));
    return std::min(index, levels() - 1);
}

double Axis::between(const std::vector<double>& ends, double coordinate) const {
    if (by_levels()) coordinate = static_cast<double>(level(coordinate)) / static_cast<double>(levels() - 1);
    const double low = ends[0];
    const double high = ends[1];
    if (coordinate <= 0.0) return low;
    if (coordinate >= 1.0) return high;
    if (declared_.log_range) return std::exp(std::log(low) + coordinate * (std::log(high) - std::log(low)));
    if (field_.whole && !by_levels())
        return std::min(low + std::floor(coordinate * (high - low + 1.0)), high);
    return low + coordinate * (high - low);
}

double Axis::number(double coordinate) const {
    if (declared_.range) return between(*declared_.range, coordinate);
    if (declared_.log_range) return between(*declared_.log_range, coordinate);
    if (design_ == DesignKind::morris) coordinate = 0.01 + 0.98 * coordinate;
    return quantile(declared_.distribution->value, coordinate);
}

std::string Axis::setting(double coordinate) const {
    if (!declared_.values.empty()) return declared_.values[level(coordinate)].value.text;
    if (declared_.levels() > 0) return Json(described_.labels[level(coordinate)]).dump();
    const double value = number(coordinate);
    return field_.whole ? Json(std::llround(value)).dump() : Json(value).dump();
}

void Axis::apply(double coordinate, scenario::Change& change) const {
    if (!declared_.layouts.empty()) {
        change.layout = first_layout_ + level(coordinate);
    } else if (!declared_.patches.empty()) {
        change.patches.push_back(declared_.patches[level(coordinate)].operations.text);
    } else {
        change.sets.push_back(declared_.pointer + "=" + setting(coordinate));
    }
}

std::string Axis::place(double coordinate) const {
    const std::string axis = scenario::child_pointer("/axes", declared_.name);
    const auto element = [&](const char* key) {
        return fmt::format("{}/{}/{}", axis, key, level(coordinate));
    };
    if (!declared_.values.empty()) return element("values");
    if (!declared_.layouts.empty()) return element("layouts");
    if (!declared_.patches.empty())
        return scenario::child_pointer(axis + "/patches", declared_.patches[level(coordinate)].name);
    return axis + (declared_.range ? "/range" : declared_.log_range ? "/log_range" : "/distribution");
}

}  // namespace firebreak::sweep
