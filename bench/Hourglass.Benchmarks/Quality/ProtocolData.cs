using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>What a protocol trains on.</summary>
/// <param name="Train">All training images.</param>
/// <param name="Test">All test images.</param>
/// <param name="Workers">The team.</param>
/// <param name="Cancellation">Ends the training after a step.</param>
internal sealed record ProtocolData(ImageSet Train, ImageSet Test, Workers Workers, CancellationToken Cancellation)
{
    /// <summary>Trains a network without validation.</summary>
    public Network Fit(ModelSpec model, IDataset train, TrainingOptions options)
    {
        Network network = Network.Build(model, new RandomKey(options.Seed));
        TrainingResult result = new Trainer(network, train, validation: null, options, Workers).Run(cancellation: Cancellation);
        Cancellation.ThrowIfCancellationRequested();
        return result.Outcome == TrainingOutcome.Completed ? network : throw new InvalidDataException($"{model.Name}: {result.Reason}");
    }

    /// <summary>Measures the mean of all codes.</summary>
    public double MeanCode(Network network, IDataset set) => Representations.Encode(network, set, Workers).Values.ToArray().Average();

    /// <summary>Measures a network's reconstructions.</summary>
    public ReconstructionQuality Measure(Network network, IDataset set) => ReconstructionQuality.Measure(network, set, Workers);
}
