using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A trained model with the data on which it is measured.</summary>
/// <remarks><b>Memory</b> Codes of a set are computed when a measure first asks for them, and kept.</remarks>
/// <param name="network">The network.</param>
/// <param name="data">Which data.</param>
/// <param name="split">The data.</param>
/// <param name="splitSeed">The seed by which it was split.</param>
/// <param name="workers">The team.</param>
/// <param name="time">The clock for figures that are times; the system's by default.</param>
public sealed class MeasureSubject(Network network, DataSpec data, DataSplit split, ulong splitSeed, Workers workers, TimeProvider? time = null)
{
    private Points? _trainCodes, _testCodes, _testPixels;

    /// <summary>Gets the network.</summary>
    public Network Network => network;

    /// <summary>Gets which data it is.</summary>
    public DataSpec Data => data;

    /// <summary>Gets the data.</summary>
    public DataSplit Split => split;

    /// <summary>Gets the seed by which it was split.</summary>
    public ulong SplitSeed => splitSeed;

    /// <summary>Gets the team.</summary>
    public Workers Workers => workers;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>Gets the codes of the training set.</summary>
    public Points TrainCodes => _trainCodes ??= Representations.Encode(network, split.Train, workers);

    /// <summary>Gets the codes of the test set.</summary>
    public Points TestCodes => _testCodes ??= Representations.Encode(network, split.Test, workers);

    /// <summary>Gets the samples of the test set.</summary>
    public Points TestPixels => _testPixels ??= Representations.Read(split.Test, workers);

    /// <summary>Gets whether training and test set have labels.</summary>
    internal bool HasLabels => !split.Train.Labels.IsEmpty && !split.Test.Labels.IsEmpty;
}
