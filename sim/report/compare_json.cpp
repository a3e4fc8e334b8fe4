// The JSON document of a comparison: each layout as metrics.json has it, then the differences of all pairs.
#include <nlohmann/json.hpp>

#include "report/comparison.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

Json estimate_json(const metrics::Estimate& of) {
    return {{"mean", number_or_null(of.value)},
            {"ci95", Json::array({number_or_null(of.low), number_or_null(of.high)})}};
}

Json tail_json(const metrics::LossTail& of) {
    return {
        {"any_probability", of.any},  {"mean", of.mean}, {"p95", of.p95}, {"p99", of.p99}, {"p999", of.p999},
        {"beyond_p99", of.beyond_p99}};
}

Json payback_json(const metrics::Payback& of) {
    Json json{{"extra_capital", of.extra_capital},
              {"extra_yearly", of.extra_yearly},
              {"saved_annual_loss", estimate_json(of.saved_yearly)},
              {"years",
               {{"value", number_or_null(of.years.value)},
                {"ci95", Json::array({number_or_null(of.years.low), number_or_null(of.years.high)})}}},
              {"pays_ever_probability", of.pays_ever},
              {"pays_in_period_probability", of.pays_in_period},
              {"paid_at_period_end_probability", of.paid_at_end},
              {"break_even_ignitions_per_site_year", nullptr},
              {"break_even_saving_per_fire", nullptr}};
    if (of.break_even_saving) json["break_even_saving_per_fire"] = *of.break_even_saving;
    if (of.break_even_rate) json["break_even_ignitions_per_site_year"] = *of.break_even_rate;
    return json;
}

Json economics_json(const metrics::LayoutEconomics& of) {
    Json json = Json::object();
    if (of.cost) json["capital"] = of.cost->capital;
    if (of.cost) json["yearly"] = of.cost->yearly;
    if (of.yearly_cost) json["yearly_cost"] = *of.yearly_cost;
    if (of.loss) {
        json["loss_per_fire"] = statistics_json(*of.loss);
    }
    if (of.by_time) {
        json["expected_annual_loss"] = estimate_json(of.by_time->expected_yearly);
        json["annual_loss"] = tail_json(of.by_time->year);
        json["period_loss"] = tail_json(of.by_time->period);
        if (of.yearly_cost) json["yearly_total"] = *of.yearly_cost + of.by_time->expected_yearly.value;
    }
    if (of.payback) json["payback"] = payback_json(*of.payback);
    return json;
}

/// What all layouts share.
Json assumptions_json(const metrics::EconomicComparison& of) {
    Json json{{"currency", of.currency},
              {"planning_period_years", of.planning_period_years},
              {"discount_rate_ratio", of.discount_rate}};
    if (const auto& rate = of.ignitions_per_site_year) {
        json["ignitions_per_site_year"] = {{"mean", mean(*rate)},
                                           {"p5", quantile(*rate, 0.05)},
                                           {"p50", quantile(*rate, 0.5)},
                                           {"p95", quantile(*rate, 0.95)}};
    }
    return json;
}

Json layout_json(const ComparedLayout& layout) {
    Json result{{"label", layout.label},
                {"scenario", layout.world->scenario_name},
                {"layout", layout.world->layout_name},
                {"horizon_h", hours_of(layout.world->horizon)},
                {"pinned_steps", layout.facts.pinned_steps},
                {"unused_steps", unused_json(layout.facts.unused_steps)}};
    result.update(metrics_document(*layout.world, layout.summary));
    return result;
}

/// "n" last: it is what the others are said of.
Json paired_json(const metrics::PairedMean& of) {
    return {{"mean", number_or_null(of.mean)},
            {"ci95", Json::array({number_or_null(of.ci_low), number_or_null(of.ci_high)})},
            {"p50", number_or_null(of.p50)},
            {"n", of.n}};
}

Json difference_json(const metrics::PairedDifference& of) {
    const bool open = of.censored_base + of.censored_other > 0;
    Json json = paired_json(of);
    json["censored"] = of.censored_other;
    json["censored_base"] = of.censored_base;
    json["restricted_to_h"] = open ? Json(of.restricted_to_h) : Json(nullptr);
    json["never"] = of.never_other;
    json["never_base"] = of.never_base;
    json["affected"] = of.affected_other;
    json["affected_base"] = of.affected_base;
    json["among_affected"] = of.affected.n > 0 ? paired_json(of.affected) : Json(nullptr);
    json["uncensored"] = open && of.complete.n > 0 ? paired_json(of.complete) : Json(nullptr);
    return json;
}

/// `other` against `from`; the pair the other way round is the same with its signs turned.
Json pair_json(const ComparedLayout& from, const ComparedLayout& other, double horizon_h) {
    Json entry{{"label", other.label}, {"base", from.label}};
    for (const auto& [path, difference] : differences(from, other, horizon_h)) {
        place(entry, path) = difference_json(difference);
    }
    return entry;
}

}  // namespace

std::string compare_json(const Comparison& comparison) {
    FIREBREAK_ASSERT(!comparison.layouts.empty(), "a comparison has a layout to compare with");
    const ComparedLayout& base = comparison.layouts.front();
    Json document{
        {"schema", 1},        {"seed", comparison.seed},  {"replications", base.summary.replications},
        {"base", base.label}, {"layouts", Json::array()}, {"differences", Json::array()}};
    if (comparison.economics) document["economics"] = assumptions_json(*comparison.economics);
    for (std::size_t i = 0; i < comparison.layouts.size(); ++i) {
        Json entry = layout_json(comparison.layouts[i]);
        if (comparison.economics) entry["economics"] = economics_json(comparison.economics->layouts.at(i));
        document["layouts"].push_back(std::move(entry));
    }
    for (std::size_t from = 0; from < comparison.layouts.size(); ++from) {
        for (std::size_t to = from + 1; to < comparison.layouts.size(); ++to) {
            document["differences"].push_back(pair_json(comparison.layouts[from], comparison.layouts[to], horizon_h(comparison)));
        }
    }
    return pretty(document);
}

}  // namespace firebreak::report
