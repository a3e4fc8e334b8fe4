// The ranking as text and as JSON.
#include "report/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/metrics_json.hpp"
#include "report/page.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

/// Words on lines of at most `width` columns.
std::vector<std::string> wrapped(const std::string& words, std::size_t width) {
    std::vector<std::string> lines;
    const std::string text = paragraph("", words, width);
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != text.npos; begin = end + 1)
        lines.push_back(text.substr(begin, end - begin));
    return lines;
}

class AdviceText {
  public:
    AdviceText(const Advice& advice, const Terminal& terminal) : advice_{advice}, page_{terminal} {}

    std::string write(std::size_t top) {
        write_head();
        write_table("Single changes, best first", advice_.single, top);
        write_table("The best of them in pairs", advice_.pairs, 5);
        write_frontier();
        write_notes();
        return page_.text();
    }

  private:
    [[nodiscard]] bool by_hours() const { return !advice_.function.empty(); }
    [[nodiscard]] std::string amount(double value) const {
        return by_hours() ? time_text(value, advice_.horizon_h) : count_text(value);
    }
    [[nodiscard]] std::string signed_amount(double value) const {
        if (by_hours()) return difference_text(value, 1);
        return (value < 0.0 ? "-" : "") + count_text(std::abs(value));
    }
    [[nodiscard]] bool priced() const {
        return std::ranges::any_of(advice_.single, [](const AdvisedChange& change) { return change.priced; });
    }

    void write_head() {
        page_.line(by_hours() ? fmt::format("What brings {} back sooner", advice_.function) : "What saves most user-hours, over all functions",
                   Style::heading);
        page_.line(fmt::format("{} on layout {}; seed {}, {} replications, and up to as many others to choose by", advice_.scenario,
                               advice_.layout, advice_.seed, advice_.replications));
        page_.blank();
        const std::string base = by_hours() ? fmt::format("As it is: fully back after {} in the mean", amount(advice_.base.mean))
                                            : fmt::format("As it is: {} unserved user-hours in the mean", amount(advice_.base.mean));
        const std::string spread = fmt::format(" (90 % of runs: {})", by_hours() ? range_text({advice_.base.p5, advice_.base.p95}, advice_.horizon_h)
                                                                                  : amount(advice_.base.p5) + " to " + amount(advice_.base.p95));
        page_.line(base + spread + "." + restricted_words());
        const AdvisedChange* best = advice_.single.empty() ? nullptr : &advice_.single.front();
        if (best == nullptr || !(best->saved.ci_low > 0.0)) {
            page_.line("No single change of the catalogue is certain to help.");
            return;
        }
        page_.line(fmt::format("Change first: {}. It saves {} of {} (95 % interval of the mean: {} to {}).", best->title,
                               amount(best->saved.mean), amount(advice_.base.mean), signed_amount(best->saved.ci_low),
                               signed_amount(best->saved.ci_high)));
    }

    /// Hours of runs that do not get back are not known: their mean is one up to the horizon, and says so.
    [[nodiscard]] std::string restricted_words() const {
        if (!by_hours() || advice_.base.censored == 0) return {};
        return fmt::format(" {} of {} runs are not back by then: they count as {:g} h, here and in what is saved (restricted means).",
                           advice_.base.censored, advice_.replications, advice_.horizon_h);
    }

    /// A row that ends with a title on as many lines as it needs: cut, two pairs could read alike.
    void add_titled(TextTable& table, std::vector<Cell> cells, const std::string& title) const {
        constexpr std::size_t figures = 37, price = 10, least = 24;
        const std::size_t taken = figures + (priced() ? price : 0);
        const std::size_t columns = page_.terminal().columns;
        const std::vector<Cell> blank(cells.size());
        for (const std::string& line : wrapped(title, columns > taken + least ? columns - taken : least)) {
            cells.push_back({line});
            table.add_row(std::exchange(cells, blank));
        }
    }

    void write_table(const std::string& title, const std::vector<AdvisedChange>& changes, std::size_t top) {
        const auto helps = [](const AdvisedChange& change) { return change.finalist && change.saved.mean > 0.0; };
        std::size_t shown = 0;
        std::vector<Column> columns{{by_hours() ? "saved h" : "saved"}, {"95 % interval"}, {"acts in"}};
        if (priced()) columns.push_back({"cost"});
        columns.push_back({"change", Align::left});
        TextTable table{columns};
        for (const AdvisedChange& change : changes) {
            if (!helps(change) || shown == top) break;
            ++shown;
            std::vector<Cell> cells{{by_hours() ? fmt::format("{:.1f}", change.saved.mean) : count_text(change.saved.mean),
                                     change.saved.ci_low > 0.0 ? Style::good : Style::plain},
                                    {fmt::format("{} .. {}", signed_amount(change.saved.ci_low), signed_amount(change.saved.ci_high)), Style::faint},
                                    {percent_text(change.saved.acted / static_cast<double>(change.saved.n)), Style::faint}};
            if (priced()) cells.push_back({change.priced ? count_text(change.cost) : ""});
            add_titled(table, std::move(cells), change.title);
        }
        if (shown == 0) return;
        page_.section(title);
        page_.table(table);
    }

    void write_frontier() {
        if (!priced()) return;
        page_.section(fmt::format("Worth their price: nothing saves as much for less ({})", advice_.currency));
        std::vector<const AdvisedChange*> on;
        for (const auto* list : {&advice_.single, &advice_.pairs}) {
            for (const AdvisedChange& change : *list) {
                if (change.frontier) on.push_back(&change);
            }
        }
        std::ranges::sort(on, {}, [](const AdvisedChange* change) { return change->cost; });
        TextTable table{{{"cost"}, {by_hours() ? "saved h" : "saved"}, {"saved per cost"}, {"change", Align::left}}};
        for (const AdvisedChange* change : on) {
            add_titled(table,
                       {{count_text(change->cost)},
                        {by_hours() ? fmt::format("{:.1f}", change->saved.mean) : count_text(change->saved.mean)},
                        {change->cost > 0.0 ? fmt::format("{:.3g}", change->saved.mean / change->cost) : "-"}},
                       change->title);
        }
        page_.table(table);
    }

    void write_notes() {
        const auto finalists = std::ranges::count_if(advice_.single, &AdvisedChange::finalist);
        page_.blank();
        page_.line(fmt::format("{} changes tried, {} of them finalists: estimated on the {} replications of this seed that run plays, which had no part in "
                               "choosing them. Their {} intervals, with those of pairs, hold together (95 %). Same luck for every change.",
                               advice_.single.size(), finalists, advice_.replications, advice_.at_once));
        write_unseen();
        write_failed();
        page_.line("--format json has all of them; --write-patch FILE saves the first one, --change ID another.");
    }

    /// "No effect" is never more certain than the number of looks allows.
    void write_unseen() {
        int count = 0, least = 0, most = 0;
        for (const AdvisedChange& change : advice_.single) {
            if (change.saved.acted > 0) continue;
            least = count == 0 ? change.saved.n : std::min(least, change.saved.n);
            most = std::max(most, change.saved.n);
            ++count;
        }
        if (count == 0) return;
        const std::string looks = least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most);
        const std::string bound = least == most ? percent_text(metrics::acts_in_fewer_than(least))
                                                : fmt::format("{} to {}", percent_text(metrics::acts_in_fewer_than(most)),
                                                              percent_text(metrics::acts_in_fewer_than(least)));
        page_.line(fmt::format("{} {} not seen to act in {} replications: each acts in fewer than {} of such fires (95 %, three over n).", count,
                               count == 1 ? "was" : "were", looks, bound));
    }

    void write_failed() {
        if (advice_.failed.empty()) return;
        constexpr std::size_t listed = 5;
        page_.section("Not ranked");
        for (std::size_t i = 0; i < advice_.failed.size() && i < listed; ++i) {
            const FailedChange& failed = advice_.failed[i];
            page_.line(fmt::format("{}: {}: {}", failed.title, failed.stage == FailedChange::Stage::check ? "not possible here" : "its run failed",
                                   failed.reason));
        }
        if (advice_.failed.size() > listed) page_.line(fmt::format("{} more in --format json", advice_.failed.size() - listed));
        page_.blank();
    }

    const Advice& advice_;
    Page page_;
};

Json effect_json(const metrics::Effect& of) {
    Json json{{"mean", number_or_null(of.mean)},
              {"ci95", Json::array({number_or_null(of.ci_low), number_or_null(of.ci_high)})},
              {"acted", of.acted}};
    if (of.acted == 0) json["acts_in_fewer_than"] = metrics::acts_in_fewer_than(of.n);
    return json;
}

Json failed_json(const std::vector<FailedChange>& failed) {
    Json list = Json::array();
    for (const FailedChange& each : failed) {
        list.push_back({{"id", each.id},
                        {"title", each.title},
                        {"stage", each.stage == FailedChange::Stage::check ? "check" : "run"},
                        {"reason", each.reason}});
    }
    return list;
}

Json changes_json(const std::vector<AdvisedChange>& changes) {
    Json list = Json::array();
    for (const AdvisedChange& change : changes) {
        Json json{{"id", change.id},
                  {"title", change.title},
                  {"saved", effect_json(change.saved)},
                  {"saved_user_h", effect_json(change.saved_user_h)},
                  {"replications", change.replications},
                  {"finalist", change.finalist}};
        if (change.priced) {
            json["cost"] = change.cost;
            json["saved_per_cost"] = change.cost > 0.0 ? Json(change.saved.mean / change.cost) : Json(nullptr);
            json["efficient"] = change.frontier;
        }
        json["patch"] = Json::parse(change.patch);
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace

void mark_frontier(std::vector<AdvisedChange>& changes) {
    for (AdvisedChange& change : changes) {
        change.frontier = change.priced && change.finalist && change.saved.mean > 0.0 && change.saved.ci_low > 0.0 &&
                          std::ranges::none_of(changes, [&](const AdvisedChange& other) {
                              if (!other.priced || !other.finalist || &other == &change) return false;
                              const bool no_worse = other.cost <= change.cost && other.saved.mean >= change.saved.mean;
                              return no_worse && (other.cost < change.cost || other.saved.mean > change.saved.mean);
                          });
    }
}

std::string advice_text(const Advice& advice, const Terminal& terminal, std::size_t top) {
    return AdviceText{advice, terminal}.write(top);
}

std::string advice_json(const Advice& advice) {
    Json document{{"schema", 1},
                        {"scenario", advice.scenario},
                        {"layout", advice.layout},
                        {"measure", advice.function.empty() ? "unserved_user_h" : "recovery_h/full of " + advice.function},
                        {"currency", advice.currency},
                        {"seed", advice.seed},
                        {"replications", advice.replications},
                        {"base", {{"mean", number_or_null(advice.base.mean)}, {"p5", number_or_null(advice.base.p5)},
                                  {"p50", number_or_null(advice.base.p50)}, {"p95", number_or_null(advice.base.p95)},
                                  {"censored", advice.base.censored}}},
                        {"intervals_at_once", advice.at_once},
                        {"not_possible", std::ranges::count(advice.failed, FailedChange::Stage::check, &FailedChange::stage)},
                        {"failed", failed_json(advice.failed)},
                        {"single", changes_json(advice.single)},
                        {"pairs", changes_json(advice.pairs)}};
    if (!advice.function.empty()) document["restricted_to_h"] = advice.horizon_h;
    return pretty(document);
}

}  // namespace firebreak::report
