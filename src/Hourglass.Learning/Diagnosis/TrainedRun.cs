using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A run that has ended, with all that the doctor looks at.</summary>
/// <param name="Recipe">What was asked for.</param>
/// <param name="Network">The network with the weights that came out.</param>
/// <param name="Data">The data that the recipe names.</param>
/// <param name="History">The finished epochs in their order.</param>
/// <param name="Result">The figures of the run.</param>
public sealed record TrainedRun(Recipe Recipe, Network Network, DataSplit Data, IReadOnlyList<EpochRecord> History, RunResult Result);
