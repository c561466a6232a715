using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>One layer at one size under the contract.</summary>
/// <param name="Spec">The layer.</param>
/// <param name="Input">The shape of a sample.</param>
/// <param name="Columns">The number of samples.</param>
/// <param name="Tolerance">The absolute error allowed, as the numbers that are summed explain.</param>
internal sealed record LayerCase(LayerSpec Spec, Shape Input, int Columns, double Tolerance);
