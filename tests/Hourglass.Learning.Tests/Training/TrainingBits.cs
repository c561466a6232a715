using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Everything about a training but its times, to be compared bit by bit.</summary>
internal sealed record TrainingBits(uint[] Weights, uint[][] Slots, TrainingState State, TrainingOutcome Outcome, string Reason)
{
    private static readonly Dictionary<string, string> NoCallbacks = [];

    public static TrainingBits Of(Trainer trainer, TrainingResult result) => new(
        Bits(trainer.Network, trainer.Network.Parameters.Values),
        [.. trainer.Optimizer.Slots.Select(slot => Bits(trainer.Network, slot))],
        WithoutTimes(result.State),
        result.Outcome,
        result.Reason);

    /// <summary>Gets the bits of a buffer without padding, which means nothing and is in no file.</summary>
    public static uint[] Bits(Network network, FloatBuffer buffer) =>
        [.. network.Parameters.All.SelectMany(parameter => ParameterSet.Export(parameter, buffer)).Select(BitConverter.SingleToUInt32Bits)];

    public static TrainingState WithoutTimes(TrainingState state) => state with
    {
        EpochSeconds = 0,
        History = [.. state.History.Select(epoch => epoch with { Seconds = 0, SamplesPerSecond = 0 })],
    };

    public static void AssertSame(TrainingBits expected, TrainingBits actual)
    {
        Assert.Equal(expected.Outcome, actual.Outcome);
        Assert.Equal(expected.Reason, actual.Reason);
        Assert.Equal(expected.State.History, actual.State.History);
        Assert.Equal(expected.State.Callbacks, actual.State.Callbacks);
        Assert.Equal(Rest(expected.State), Rest(actual.State));
        Assert.Equal(expected.Weights, actual.Weights);
        Assert.Equal(expected.Slots.Length, actual.Slots.Length);
        for (int i = 0; i < expected.Slots.Length; i++) Assert.Equal(expected.Slots[i], actual.Slots[i]);
    }

    private static TrainingState Rest(TrainingState state) => state with { History = [], Callbacks = NoCallbacks };
}
