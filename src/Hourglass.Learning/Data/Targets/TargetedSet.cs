using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Pairs the samples of one set with those of another: what a network is shown, and what it is to answer.</summary>
/// <remarks>
/// <para>Any set serves as the target: images, labels as <see cref="OneHotLabels"/>, a table of numbers. Views, splits and takes keep
/// samples and targets together.</para>
/// <para><b>Memory</b> Nothing is copied.</para>
/// </remarks>
public sealed class TargetedSet : IDataset
{
    private readonly IDataset _inputs;

    /// <summary>Pairs two sets, sample by sample.</summary>
    /// <param name="inputs">What the network is shown; targets of its own are replaced.</param>
    /// <param name="targets">What the network is to answer, in the same order.</param>
    /// <exception cref="ArgumentException">The sets have different numbers of samples.</exception>
    public TargetedSet(IDataset inputs, IDataset targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Count != targets.Count)
        {
            throw new ArgumentException(
                Phrase.Of($"Received {targets.Count} targets for {inputs.Count} samples of {inputs.Name}, expected one per sample."),
                nameof(targets));
        }

        _inputs = inputs;
        Targets = targets;
    }

    /// <inheritdoc/>
    public string Name => _inputs.Name;

    /// <inheritdoc/>
    public int Count => _inputs.Count;

    /// <inheritdoc/>
    public Shape Shape => _inputs.Shape;

    /// <inheritdoc/>
    public ReadOnlyMemory<int> Labels => _inputs.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _inputs.ClassNames;

    /// <inheritdoc/>
    public IDataset Targets { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers) => _inputs.Read(indices, destination, workers);
}
