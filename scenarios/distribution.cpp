// Draws by inversion or Box-Muller, from our own generator only.
#include "scenarios/distribution.hpp"

namespace squall {

double draw(const Distribution& d, Random& random) {
  using Shape = Distribution::Shape;
  switch (d.shape) {
    case Shape::constant:
      return d.a;
    case Shape::uniform:
      return d.a + (d.b - d.a) * random.unit();
    case Shape::exponential:
      return d.a * random.exponential();
    case Shape::lognormal: {
      constexpr double z95 = 1.6448536269514722;  // the standard normal's 95th percentile
      return d.a * std::exp(std::log(d.b / d.a) / z95 * random.normal());
    }
  }
  return d.a;
}

}  // namespace squall
