// Alpert's ceiling jet and the lag of a link in it.
#include "hazard/ceiling_jet.hpp"

#include <cmath>

namespace firebreak::hazard {

Kelvins jet_rise(Watts heat_release, const JetPoint& point) {
    const double q_kw = heat_release.value() / 1e3;
    const double r = point.radius.value();
    const double h = point.height.value();
    const double q23 = std::cbrt(q_kw * q_kw);
    if (r / h <= 0.18) return Kelvins{16.9 * q23 / (h * std::cbrt(h * h))};
    return Kelvins{5.38 * q23 / (std::cbrt(r * r) * h)};
}

MetresPerSecond jet_speed(Watts heat_release, const JetPoint& point) {
    const double q13 = std::cbrt(heat_release.value() / 1e3);
    const double r = point.radius.value();
    const double h = point.height.value();
    if (r / h <= 0.15) return MetresPerSecond{0.96 * q13 / std::cbrt(h)};
    return MetresPerSecond{0.195 * q13 * std::sqrt(h) / std::pow(r, 5.0 / 6.0)};
}

Celsius advanced_link(const LinkStep& step) {
    const double lags = std::sqrt(step.speed.value()) / step.index.value() * step.step.count();
    return step.link + (step.gas - step.link) * -std::expm1(-lags);
}

std::optional<Seconds> activation_time(const LinkExposure& exposure, const HeatReleaseCurve& fire) {
    FIREBREAK_ASSERT(exposure.step.count() > 0.0 && exposure.link.index.value() > 0.0,
                     "a link has a lag, and time goes on");
    const Celsius activation = exposure.link.activation;
    if (activation <= exposure.ambient) return Seconds{0.0};
    // Position decides the regime once; only powers of Q change from step to step.
    const Kelvins rise_at_1kw = jet_rise(Watts{1e3}, exposure.point);
    const MetresPerSecond speed_at_1kw = jet_speed(Watts{1e3}, exposure.point);
    Celsius link = exposure.ambient;
    for (std::int64_t i = 0;; ++i) {
        const Seconds begin = exposure.step * static_cast<double>(i);
        if (begin >= exposure.horizon || begin >= burning_time(fire)) return std::nullopt;
        const double q13 = std::cbrt(heat_release(fire, begin + exposure.step * 0.5).value() / 1e3);
        const Celsius next = advanced_link({.link = link,
                                            .gas = exposure.ambient + rise_at_1kw * (q13 * q13),
                                            .speed = speed_at_1kw * q13,
                                            .index = exposure.link.index,
                                            .step = exposure.step});
        if (next >= activation) return begin + exposure.step * ((activation - link) / (next - link));
        link = next;
    }
}

}  // namespace firebreak::hazard
