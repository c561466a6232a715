using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What noise does to test images, and what networks make of noise, also of such that they never saw.</summary>
internal static class StudyNoise
{
    /// <summary>Damages the first test images as a model does in training.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="model">The model whose noise it is.</param>
    public static ImageBatch Damage(StudyBench bench, ModelSpec model)
    {
        ImageBatch images = bench.TestImages();
        DamagedSet damaged = DamagedSet.Of(model, bench.Data.Open(bench.Data.Spec(), bench.Seed).Test)!;
        return new ImageBatch(images.Shape, Representations.Read(damaged, [.. Enumerable.Range(0, images.Count)], bench.Workers));
    }

    /// <summary>Draws the rows of a noise: images damaged, and repaired by its network.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="run">The run of a denoising model.</param>
    /// <param name="name">What the noise is called.</param>
    public static IEnumerable<ChartImages> Rows(StudyBench bench, StudyRun run, string name)
    {
        ImageBatch damaged = Damage(bench, run.Recipe.Model);
        yield return new(name, damaged.ToBitmaps()) { Detail = Numbers.Format(Math.Round(run[FigureNames.DamagedMse], 4)) };
        yield return new(Phrase.Of("repaired"), run.Reconstruct(damaged).ToBitmaps()) { Detail = Numbers.Format(Math.Round(run[FigureNames.TestDenoisedMse], 4)) };
    }

    /// <summary>Gives each network the test images under the noise of each: the squared error per pixel of what it makes of them, against the clean images.</summary>
    /// <param name="bench">Where the errors are kept.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="noises">The runs whose noise it is.</param>
    /// <returns>A row for each network, with an error for each noise.</returns>
    public static double[][] Cross(StudyBench bench, IReadOnlyList<StudyRun> networks, IReadOnlyList<StudyRun> noises) =>
    [
        .. networks.Select(network =>
        {
            RunFigures errors = bench.Once($"cross-{network.Name}", () => new RunFigures(noises.Select(noise => new RunFigure(noise.Name, Error(bench, network, noise)))));
            return noises.Select(noise => errors[noise.Name]).ToArray();
        }),
    ];

    private static double Error(StudyBench bench, StudyRun network, StudyRun noise)
    {
        IDataset test = network.Split.Test;
        return ReconstructionQuality.Measure(network.Network, DamagedSet.Of(noise.Recipe.Model, test)!, bench.Workers, test).Mse;
    }
}
