using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Whether convolutions make a better code of an image than dense layers do with as many numbers.</summary>
internal sealed class ConvolutionAgainstDense : Study
{
    private const int Small = 32, MapsShown = 8, ImagesShown = 4;

    /// <inheritdoc/>
    public override string Name => "conv-against-dense";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Do convolutions make a better code of a digit than dense layers do with as many numbers?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions training = new() { Epochs = bench.Pick(20, 3), Batch = bench.Pick(128, 25) };
        StudyRun maps = bench.Train("conv-pool-784", bench.Recipe("conv-pool", new ModelOptions(), training));
        int size = maps.Result.CodeSize;
        StudyRun wide = bench.Train("dense-784", bench.Recipe("dense", new ModelOptions { Code = size, Loss = LossKind.Bce }, training));
        StudyRun conv = bench.Train("conv-32", bench.Recipe("conv", new ModelOptions { Code = Small, Activation = ActivationKind.Relu }, training));
        StudyRun dense = bench.Train("dense-32", bench.Recipe("dense", new ModelOptions { Code = Small }, training));
        StudyRun deep = bench.Train("deep-32", bench.Recipe("deep", new ModelOptions { Code = Small, Layers = bench.Pick<IReadOnlyList<int>>([256, 128], [128]) }, training));

        StudyReport report = bench.Report;
        foreach (StudyRun run in (StudyRun[])[maps, wide, conv, dense, deep])
            report.Expect(new(Phrase.Of($"test error of {run.Name}"), run.Mse, Phrase.Of("squared error per pixel")) { Decimals = 5 });
        report.Compare([maps, wide, conv, dense, deep], neighbors: 10);
        report.Chart("maps", Phrase.Of("What becomes of an image"), DrawMaps(bench, maps), Phrase.Of($"At the left test images, beside them some of the {maps.Recipe.Model.CodeShape.Channels} small maps of their code: each shows where in the image its filter found what it looks for."));
        Say(report, maps, wide, conv, dense, deep);
        report.Remark(Phrase.Of($"The code of the note's convolutions with pooling has {size} numbers, as many as the image has pixels: {maps.Network.Spec.Input.Size}. It compresses nothing, so that its small error says little."));
        report.Remark(Phrase.Of("For a code that compresses, strided convolutions end in a dense layer of 32 numbers here, beside dense autoencoders of 32."));
    }

    private static ImageChart DrawMaps(StudyBench bench, StudyRun run)
    {
        ImageBatch images = bench.TestImages(ImagesShown);
        float[] codes = new Inference(run.Network, bench.Workers).Encode(images.Pixels.Span);
        Shape shape = run.Recipe.Model.CodeShape;
        float largest = codes.Max();
        Bitmap Map(int image, int map)
        {
            float[] pixels = [.. Enumerable.Range(0, shape.Height * shape.Width).Select(i => codes[(image * shape.Size) + (i * shape.Channels) + map] / largest)];
            return new ImageBatch(new Shape(1, shape.Height, shape.Width), pixels).ToBitmap(0);
        }

        return new()
        {
            Description = Phrase.Of("Test images, and small maps of their codes."),
            Rows = [.. Enumerable.Range(0, images.Count).Select(i => new ChartImages("", [images.ToBitmap(i), .. Enumerable.Range(0, Math.Min(MapsShown, shape.Channels)).Select(map => Map(i, map))]))],
            ApartLeft = 1,
        };
    }

    private static void Say(StudyReport report, StudyRun maps, StudyRun wide, StudyRun conv, StudyRun dense, StudyRun deep)
    {
        report.Say(maps.Mse < wide.Mse
            ? Phrase.Of($"With {maps.Result.CodeSize} numbers, which compress nothing, convolutions leave {maps.Mse:0.00000} per pixel and {maps.Result.Parameters} parameters do it; the dense autoencoder leaves {wide.Mse:0.00000} with {wide.Result.Parameters}.")
            : Phrase.Of($"With {maps.Result.CodeSize} numbers, which compress nothing, convolutions leave {maps.Mse:0.00000} per pixel with {maps.Result.Parameters} parameters, no less than the dense autoencoder's {wide.Mse:0.00000} with {wide.Result.Parameters}."));
        StudyRun best = ((StudyRun[])[conv, dense, deep]).MinBy(static run => run.Mse)!;
        report.Say(Phrase.Of($"With {Small} numbers the least error is that of {best.Name}: {conv.Mse:0.00000} by convolutions, {dense.Mse:0.00000} by one dense layer each way, {deep.Mse:0.00000} by several."));
        StudyRun near = ((StudyRun[])[conv, dense, deep]).MinBy(static run => run.KnnError())!;
        report.Say(Phrase.Of($"By {Small} numbers the nearest training images tell the digit best with {near.Name}; they miss {100 * conv.KnnError():0.00} % by convolutions, {100 * dense.KnnError():0.00} % by one dense layer, {100 * deep.KnnError():0.00} % by several."));
    }
}
