using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Errors as their definitions say, sample by sample and in double precision.</summary>
internal static class Naive
{
    public static float[][] Samples(IDataset set)
    {
        float[] all = Representations.Read(set, [.. Enumerable.Range(0, set.Count)], Workers.Single);
        return [.. all.Chunk(set.Shape.Size)];
    }

    public static double[] SquaredErrors(Network network, IDataset set) =>
        [.. Samples(set).Select(x => x.Zip(new Inference(network).Reconstruct(x), (a, b) => ((double)a - b) * ((double)a - b)).Sum())];

    public static double Mse(Network network, IDataset set) => SquaredErrors(network, set).Average() / set.Shape.Size;

    public static double Bce(Network network, IDataset set) =>
        Samples(set).Average(x => x.Zip(new Inference(network).Reconstruct(x), (t, y) =>
        {
            double p = Math.Clamp(y, 1e-7, 1 - 1e-7);
            return -((t * Math.Log(p)) + ((1 - t) * Math.Log(1 - p)));
        }).Average());

    public static double[] Mean(IDataset set)
    {
        float[][] samples = Samples(set);
        return [.. Enumerable.Range(0, set.Shape.Size).Select(i => samples.Average(sample => (double)sample[i]))];
    }

    public static double MseOfMean(IDataset train, IDataset test)
    {
        double[] mean = Mean(train);
        return Samples(test).Average(x => x.Zip(mean, (a, b) => (a - b) * (a - b)).Average());
    }
}
