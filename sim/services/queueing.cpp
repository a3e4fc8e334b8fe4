// The steady state is summed in logarithms: an overload of 20 with 4000 places spans 5000 decades.
#include "services/queueing.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace firebreak::services {
namespace {

// Boost would otherwise compute in long double, whose width differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// 1 / B(servers, offered); infinite where nothing is offered, or next to nothing.
double inverse_erlang_b(int servers, double offered) {
    double inverse = 1.0;
    for (int k = 1; k <= servers; ++k) inverse = 1.0 + inverse * k / offered;
    return inverse;
}

/// Logarithms of p(c+j) / p(c), up to the last state or to where the rest is less than a last bit.
std::vector<double> log_weights(const QueueShape& shape) {
    const double leaving = shape.service / shape.patience;
    const double c = shape.servers;
    std::vector<double> logs{0.0};
    double highest = 0.0;
    for (int j = 1; j <= shape.places; ++j) {
        const double ratio = shape.offered / (c + j * leaving);
        const double next = logs.back() + std::log(ratio);
        highest = std::max(highest, next);
        constexpr double last_bit = 40.0;
        // The ratio falls with j: what follows is less than a geometric series.
        if (ratio < 1.0 && next - std::log1p(-ratio) < highest - last_bit) break;
        logs.push_back(next);
    }
    return logs;
}

}  // namespace

double erlang_b(int servers, double offered) {
    return offered > 0.0 ? 1.0 / inverse_erlang_b(servers, offered) : 0.0;
}

double erlang_c(int servers, double offered) {
    if (offered >= servers) return 1.0;
    const double b = erlang_b(servers, offered);
    return b / (1.0 - offered / servers * (1.0 - b));
}

Queue::Queue(const QueueShape& shape) : shape_{shape} {
    const bool bounded = shape.places != QueueShape::unlimited || std::isfinite(shape.patience.count());
    FIREBREAK_ASSERT(shape.servers >= 1 && shape.offered >= 0.0, "a queue has servers and a load");
    FIREBREAK_ASSERT(bounded || shape.offered < shape.servers,
                     "a queue without any bound has a steady state");
    if (shape.offered <= 0.0) return;
    const std::vector<double> logs = log_weights(shape);
    const double highest = *std::max_element(logs.begin(), logs.end());
    const double below = (inverse_erlang_b(shape.servers, shape.offered) - 1.0) * std::exp(-highest);
    if (!std::isfinite(below)) return;  // next to no load: nobody waits
    double total = below;
    for (const double log : logs) total += std::exp(log - highest);
    idle_ = below / total;
    double sum = idle_;
    for (std::size_t j = 0; j < logs.size(); ++j) {
        const double share = std::exp(logs[j] - highest) / total;
        sum += share;
        mean_length_ += static_cast<double>(j) * share;
        up_to_.push_back(sum);
        if (static_cast<int>(j) == shape.places) turned_away_ = share;
    }
}

double Queue::waiting_share() const {
    return 1.0 - idle_ - turned_away_;
}

double Queue::given_up_share() const {
    return shape_.offered > 0.0 ? shape_.service / shape_.patience * mean_length_ / shape_.offered : 0.0;
}

Seconds Queue::mean_wait() const {
    const double joining = shape_.offered * (1.0 - turned_away_);
    return joining > 0.0 ? shape_.service * (mean_length_ / joining) : Seconds{0.0};
}

Seconds Queue::wait_behind(int others, double u) const {
    const double stages = others + 1.0;
    if (!std::isfinite(shape_.patience.count())) {
        return shape_.service * (boost::math::gamma_p_inv(stages, u, InDouble{}) / shape_.servers);
    }
    const double rate = shape_.servers * (shape_.patience / shape_.service);
    return shape_.patience * -std::log1p(-boost::math::ibeta_inv(stages, rate, u, InDouble{}));
}

Queue::Visit Queue::visit(const Luck& luck) const {
    if (luck.place < idle_ || up_to_.empty()) return {};
    const auto found = std::upper_bound(up_to_.begin(), up_to_.end(), luck.place);
    // Sums end a last bit below one.
    const auto others = static_cast<int>(std::min(found - up_to_.begin(), std::ssize(up_to_) - 1));
    if (others == shape_.places) return {Outcome::turned_away, Seconds{0.0}};
    const Seconds wait = wait_behind(others, luck.wait);
    const Seconds patience = shape_.patience * -std::log1p(-luck.patience);
    if (patience < wait) return {Outcome::given_up, patience};
    return {Outcome::answered, wait};
}

}  // namespace firebreak::services
