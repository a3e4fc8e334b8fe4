// Losses in money, by the year, and against the price of a layout.
//
// Model card
//   loss of a run  L = sum over functions (v_f U_f + q_f R_f) + C [some function fully back later than h]
//   expected loss a year  A = E[r] E[L]
//   yearly cost  = K / a + Y,   a = (1 - (1 + i)^-T) / i  (T where i = 0)
//   payback of a layout against the base: the years t with  dK = b a(t),  b = r (L_base - L) - dY,  so
//     t = -ln(1 - dK i / b) / ln(1 + i)  (dK / b where i = 0); never where b <= 0 or dK i >= b
//   break-even rate = (dY + dK / a) / mean(L_base - L), break-even saving of a fire = (dY + dK / a) / E[r]
//   paid at the end: P(sum over the fires of the period of (L_base - L) (1 + i)^-when >= dK + a dY), when
//   uniform
//     in the period
//   Symbols: U unserved user-hours, R lost requests, v and q their values; C compensation, h the hours after
//   which it is due; r fires a site-year; K capital, Y yearly cost, d the difference to the base; i discount
//   rate a year; T planning period. Intervals and the probabilities "ever" and "in the period" run over what
//   is not known: every one of 64 equally likely rates with every resample of the replications (bootstrap;
//   the same replications on both sides, for they shared their luck). "Paid at the end" runs over what is not
//   known and over which fires happen. Source: annual loss expectancy and compound Poisson losses
//   (compound_poisson.cpp); annuities and payback as in any text on engineering economy. Valid: fires of the
//   one kind that was simulated, at the site that burns. Leaves out: fires elsewhere, insurance, tax, a
//   residual value, losses after the horizon. Worked number: v = 2 with U = 100 000 and 20 000, dK = 1 M, dY
//   = 10 k, r = .5 a year: A = 100 k and 20 k, paid after 1 M / 70 k = 14.3 years; in 20 years from (10 k +
//   50 k) / 160 k = .375 fires a year on. Checked by verification row 44.
#include "metrics/economics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "firebreak/error.hpp"
#include "metrics/statistics.hpp"

namespace firebreak::metrics {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t rates_for_intervals = 64;
constexpr std::size_t rates_for_totals = 256;
constexpr int moments_of_period = 16;  ///< at which a fire of the period is paid for, where money has a rate

double mean_of(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Means of `values` over each resample.
std::vector<double> resampled(std::span<const double> values, const Resamples& resamples) {
    std::vector<double> means;
    for (std::size_t r = 0; r < resamples.count(); ++r) {
        double sum = 0.0;
        for (const std::uint32_t i : resamples.blocks_of(r)) sum += values[i];
        means.push_back(sum / static_cast<double>(values.size()));
    }
    return means;
}

/// `value` with the ends of the middle 95 % of what it may be; NaN where one replication says nothing of it.
Estimate with_interval(double value, std::vector<double> possible, std::size_t replications) {
    if (replications < 2) return {value, nothing, nothing};
    std::sort(possible.begin(), possible.end());
    const auto at = [&](double share) {
        const double rank = std::max(1.0, std::ceil(share * static_cast<double>(possible.size())));
        return possible[static_cast<std::size_t>(rank) - 1];
    };
    return {value, at(0.025), at(0.975)};
}

/// Losses, frequency and period of one comparison.
class Valuation {
  public:
    Valuation(const WorldEconomics& economics, std::size_t replications)
        : economics_{economics}, replications_{replications}, resamples_{replications} {
        if (!economics.ignitions_per_site_year) return;
        rates_ = equally_likely(*economics.ignitions_per_site_year, rates_for_intervals);
        for (const double rate : equally_likely(*economics.ignitions_per_site_year, rates_for_totals)) {
            a_year_.push_back(rate);
            a_period_.push_back(rate * economics.planning_period_years);
        }
    }

    [[nodiscard]] LossByTime by_time(std::span<const double> losses) const {
        return {.expected_yearly = yearly(losses),
                .year = loss_tail({losses, a_year_}),
                .period = loss_tail({losses, a_period_})};
    }

    [[nodiscard]] Payback payback(std::span<const double> saved, const LayoutCost& base,
                                  const LayoutCost& other) const {
        Payback result{.extra_capital = other.capital - base.capital,
                       .extra_yearly = other.yearly - base.yearly,
                       .saved_yearly = yearly(saved),
                       .years = {},
                       .break_even_rate = {},
                       .break_even_saving = {}};
        const auto years = [&](double saved_yearly) {
            return payback_years(
                {result.extra_capital, saved_yearly - result.extra_yearly, economics_.discount_rate});
        };
        std::vector<double> possible;
        for (const double saved_yearly : possible_yearly(saved)) possible.push_back(years(saved_yearly));
        const auto share = [&](double limit) {
            const auto met =
                std::ranges::count_if(possible, [&](double y) { return y <= limit && y < never; });
            return static_cast<double>(met) / static_cast<double>(possible.size());
        };
        result.pays_ever = share(never);
        result.pays_in_period = share(economics_.planning_period_years);
        result.years = with_interval(years(result.saved_yearly.value), std::move(possible), replications_);
        const double factor = annuity_factor(economics_.planning_period_years, economics_.discount_rate);
        result.paid_at_end = paid(saved, result.extra_capital + factor * result.extra_yearly);
        const double yearly_price = std::max(0.0, result.extra_yearly + result.extra_capital / factor);
        const double saved_by_fire = mean_of(saved);
        const double rate = mean(*economics_.ignitions_per_site_year);
        if (saved_by_fire > 0.0) result.break_even_rate = yearly_price / saved_by_fire;
        if (rate > 0.0) result.break_even_saving = yearly_price / rate;
        return result;
    }

  private:
    [[nodiscard]] std::vector<double> possible_yearly(std::span<const double> losses) const {
        std::vector<double> possible;
        const std::vector<double> means = resampled(losses, resamples_);
        for (const double rate : rates_) {
            for (const double mean : means) possible.push_back(rate * mean);
        }
        return possible;
    }

    [[nodiscard]] Estimate yearly(std::span<const double> losses) const {
        return with_interval(mean(*economics_.ignitions_per_site_year) * mean_of(losses),
                             possible_yearly(losses), replications_);
    }

    /// Probability that the fires of the period save `price`.
    [[nodiscard]] double paid(std::span<const double> saved, double price) const {
        const int moments = economics_.discount_rate > 0.0 ? moments_of_period : 1;
        std::vector<double> worth;
        for (const double amount : saved) {
            for (int m = 0; m < moments; ++m) {
                const double when = economics_.planning_period_years * (m + 0.5) / moments;
                worth.push_back(amount * std::pow(1.0 + economics_.discount_rate, -when));
            }
        }
        return total_loss({worth, a_period_}).at_least(price);
    }

    const WorldEconomics& economics_;
    std::size_t replications_;
    Resamples resamples_;
    std::vector<double> rates_, a_year_, a_period_;
};

std::vector<double> losses_of(const PricedLayout& layout) {
    std::vector<double> losses;
    for (const Measures& measures : layout.replications) losses.push_back(loss_of(*layout.world, measures));
    return losses;
}

int not_over(const PricedLayout& layout) {
    return static_cast<int>(std::ranges::count_if(layout.replications, [](const Measures& measures) {
        return std::ranges::any_of(measures.functions,
                                   [](const auto& of) { return of.still_losing > 0.0; });
    }));
}

bool priced(std::span<const PricedLayout> layouts) {
    return std::ranges::any_of(layouts, [](const PricedLayout& layout) {
        return layout.world->economics.cost || values_losses(layout.world->economics);
    });
}

}  // namespace

std::optional<EconomicComparison> compare_economics(std::span<const PricedLayout> layouts) {
    FIREBREAK_ASSERT(!layouts.empty(), "a comparison has a layout to compare with");
    const World& base = *layouts.front().world;
    const WorldEconomics& economics = base.economics;
    if (economics.currency.empty() || !priced(layouts)) return {};
    for (const PricedLayout& layout : layouts) {
        if (!same_values(base, *layout.world)) return {};
    }
    EconomicComparison result{economics.currency,
                              economics.planning_period_years,
                              economics.discount_rate,
                              economics.ignitions_per_site_year,
                              {}};
    const Valuation valuation{economics, layouts.front().replications.size()};
    const std::vector<double> base_losses = losses_of(layouts.front());
    const double factor = annuity_factor(economics.planning_period_years, economics.discount_rate);
    for (const PricedLayout& layout : layouts) {
        LayoutEconomics of;
        of.cost = layout.world->economics.cost;
        if (of.cost) of.yearly_cost = of.cost->capital / factor + of.cost->yearly;
        if (values_losses(layout.world->economics)) {
            const std::vector<double> losses = losses_of(layout);
            of.loss = summarise(losses, 0.0);
            of.loss->censored = not_over(layout);
            if (economics.ignitions_per_site_year) of.by_time = valuation.by_time(losses);
            if (of.by_time && of.cost && economics.cost && &layout != &layouts.front()) {
                std::vector<double> saved;
                for (std::size_t i = 0; i < losses.size(); ++i) saved.push_back(base_losses[i] - losses[i]);
                of.payback = valuation.payback(saved, *economics.cost, *of.cost);
            }
        }
        result.layouts.push_back(std::move(of));
    }
    return result;
}

double annuity_factor(double years, double rate) {
    return rate > 0.0 ? -std::expm1(-years * std::log1p(rate)) / rate : years;
}

double payback_years(const Repayment& of) {
    if (of.capital <= 0.0) return of.yearly >= 0.0 ? 0.0 : never;
    if (of.yearly <= 0.0) return never;
    if (of.rate <= 0.0) return of.capital / of.yearly;
    const double unpaid = 1.0 - of.capital * of.rate / of.yearly;
    return unpaid > 0.0 ? -std::log(unpaid) / std::log1p(of.rate) : never;
}

}  // namespace firebreak::metrics
