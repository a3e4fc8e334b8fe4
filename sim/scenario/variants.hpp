// One scenario, read once and changed many times: the points of a sweep.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firebreak/scenario.hpp"
#include "scenario/reader.hpp"

namespace firebreak::scenario {

/// What is changed in the base scenario, in this order.
struct Change {
    std::optional<std::size_t> layout = {};  ///< a number that `Variants::add_layout` gave
    std::vector<std::string> patches = {};   ///< each a JSON array of RFC 6902 operations
    std::vector<std::string> sets = {};      ///< each "POINTER=VALUE", as for `--set`
};

class Variants {
  public:
    /// Reads the scenario at `path` with all that it includes. Throws like `read_scenario`.
    explicit Variants(const std::string& path, const ReadOptions& options = {});
    ~Variants();
    Variants(const Variants&) = delete;
    Variants& operator=(const Variants&) = delete;

    /// Reads a layout's file, and checks it only where a change uses it. Throws FileError and InputError.
    [[nodiscard]] std::size_t add_layout(const std::string& path);

    /// The scenario with the change, checked as if it had been read so. Throws InputError with the errors
    /// only; the findings of sets and patches name "--set" in place of a file.
    [[nodiscard]] Scenario vary(const Change& change) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A scenario as JSON text with every default filled in; two texts are equal where all they say is.
[[nodiscard]] std::string resolved_text(const Scenario& scenario);

/// What the field tables know of the value at a pointer into a scenario.
struct FieldFacts {
    bool known = false;  ///< there is such a field
    bool whole = false;  ///< it takes whole numbers only
    std::string unit;    ///< "minutes"; may be empty
};
[[nodiscard]] FieldFacts field_at(const std::string& pointer);

}  // namespace firebreak::scenario
