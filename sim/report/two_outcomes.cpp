// Both humps of a result in a sentence.
#include "report/two_outcomes.hpp"

#include <fmt/format.h>

#include <array>

#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

std::string hours_text(double hours) { return time_text(hours, 0.0); }

/// Whether two levels fell again as often and as long, so that one line says both.
bool same(const Summary& a, const Summary& b) {
    return a.affected.n == b.affected.n && a.mean == b.mean && a.p95 == b.p95;
}

/// "fell below 99 % again in 33 of 100 replications: once, for 2.1 h in all"; `lead` "fell " or, after the first, "".
std::string relapse_words(const std::string& lead, const char* level, const Summary& times, const Summary& hours) {
    const std::string often = typical_amount(times.affected, count_text);
    const std::string falls = often == "1" ? "once" : often + " times";
    const std::string duration = hours.affected.n > 0 ? typical_amount(hours.affected, hours_text) : "no time";
    const std::string share = times.n == 1 ? "" : fmt::format(" in {} replications:", count_of(times.affected.n, times.n));
    return fmt::format("{}{} again{} {}, for {} in all", lead, level, share, falls, duration);
}

}  // namespace

std::string count_of(int some, int all) { return fmt::format("{} of {}", some, all); }

std::string typical_time(const Statistics& of, double horizon_h) {
    const std::string typical = time_text(of.p50, horizon_h);
    const std::string range = range_text({.low_h = of.p5, .high_h = of.p95}, horizon_h);
    return range == typical ? typical : fmt::format("{} ({})", typical, range);
}

std::string typical_amount(const Statistics& of, const std::function<std::string(double)>& text_of) {
    const std::string typical = text_of(of.p50);
    const std::string low = text_of(of.p5);
    const std::string high = text_of(of.p95);
    return low == high ? typical : fmt::format("{} ({} to {})", typical, low, high);
}

std::vector<std::string> outcome_lines(const FunctionMeasuresOf<Summary>& of, double horizon_h) {
    std::vector<std::string> lines;
    const Summary& full = of.recovery_h.full;
    if (two_outcomes(full)) {
        // A function that never fell below 99 % may yet have lost a little.
        const bool nothing = of.unserved_user_h.affected.n == full.affected.n;
        lines.push_back(fmt::format("{} in {} replications; otherwise fully back after {}, {} user-hours unserved",
                                    nothing ? "nothing lost" : "never below 99 %", count_of(full.n - full.affected.n, full.n),
                                    typical_time(full.affected, horizon_h),
                                    typical_amount(of.unserved_user_h.affected, count_text)));
    }
    const Summary& data = of.data_loss_s;
    if (two_outcomes(data)) {
        lines.push_back(fmt::format("no data lost in {} replications; otherwise the newest {}", count_of(data.n - data.affected.n, data.n),
                                    typical_amount(data.affected, age_text)));
    }
    return lines;
}

std::string relapse_line(const FunctionMeasuresOf<Summary>& of) {
    struct LevelOf {
        const char* name;
        const Summary& times;
        const Summary& hours;
    };
    const std::array all{LevelOf{"below 99 %", of.relapses.full, of.relapse_h.full},
                         LevelOf{"below 90 %", of.relapses.most, of.relapse_h.most},
                         LevelOf{"below 50 %", of.relapses.half, of.relapse_h.half},
                         LevelOf{"to nothing", of.relapses.first, of.relapse_h.first}};
    std::string line;
    const LevelOf* said = nullptr;
    for (const LevelOf& level : all) {
        if (level.times.affected.n == 0) continue;
        if (said != nullptr && same(level.times, said->times) && same(level.hours, said->hours)) continue;
        line += (line.empty() ? "" : "; ") + relapse_words(line.empty() ? "fell " : "", level.name, level.times, level.hours);
        said = &level;
    }
    return line;
}

}  // namespace firebreak::report
