// A course note, step by step: a variational autoencoder, how it collapses when its two losses are averaged, and why they are summed.
//     dotnet run examples/note-5-variational.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

using Workers workers = new(Environment.ProcessorCount);
DataSplit data = LocalData.OpenDigits(workers);
Console.WriteLine($"Data: {data.Origin}");

// 1. The network, 784-64-32. An image becomes 32 means and 32 variances, and its code is drawn from these normal distributions. The loss
//    has two parts: how badly the image is reconstructed, and how far its distributions diverge from N(0, 1), so that later random codes
//    from N(0, 1) make images.
ModelSpec Model(string name, LossSpec reconstruction, LossReduction divergence) => new(
    name,
    Input: data.Train.Shape,
    Encoder: [new DenseSpec(64, ActivationKind.Relu), new GaussianLatentSpec(Units: 32, Reduction: divergence)],
    Decoder: [new DenseSpec(64, ActivationKind.Relu), new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(data.Train.Shape)],
    Loss: reconstruction);

// 2. Two ways to weigh the parts. The first is the note's: the mean squared error over 784 pixels beside the mean divergence over 32 units.
//    That looks fair and is not: against sums, the divergence counts 784 / 32 = 24.5 times. The second sums both over the image.
ModelSpec[] models =
[
    Model("means", new LossSpec(LossKind.Mse, LossReduction.Mean), LossReduction.Mean),
    Model("sums", new LossSpec(LossKind.Bce, LossReduction.Sum), LossReduction.Sum),
];

// 3. Train both alike, each into a run folder with a report to open in a browser. Of a code of normal distributions a run measures the
//    reconstruction (cross-entropy), the divergence, and how many units are active: a unit that stays at N(0, 1) says nothing.
Console.WriteLine("model   reconstruction  divergence  active units");
List<TrainedRun> runs = [];
foreach (ModelSpec model in models)
{
    TrainingOptions options = new() { Epochs = 3, Batch = 64, Optimizer = new AdamSpec(LearningRate: 1e-3) };
    Recipe recipe = new(new DataSpec { Name = data.Train.Name }, model, options);
    string path = RunFolder.NewName($"note-5-{model.Name}", TimeProvider.System, Environment.CurrentDirectory);
    RunFolder folder = RunFolder.Create(path, recipe);
    RunResult result = new Experiment(recipe, data, folder, workers).Run() with { Run = path };
    RunFigures figures = result.Figures;
    double lost = figures[FigureNames.TestReconstruction], divergence = figures[FigureNames.TestDivergence];
    Console.WriteLine($"{model.Name,-6}  {lost,9:F1} nats  {divergence,5:F1} nats  {figures[FigureNames.TestActiveUnits],6:N0} of {model.CodeSize}");
    runs.Add(new TrainedRun(recipe, ModelFile.Load(folder.ModelFile), data, folder.ReadHistory(), result));
}

// 4. What happened to the first is called posterior collapse. To make the divergence zero was the cheapest thing to do, so every image got
//    the same code, noise, and the decoder answers all of them with one average. The doctor sees it in the spec, before any training,
//    and in the run.
foreach (Finding finding in Doctor.Examine(models[0])) Say(finding);
foreach (Finding finding in Doctor.Examine(runs[0], workers).Where(finding => finding.Name == "posterior-collapse")) Say(finding);

// 5. The same ten images through both networks, and below them what each makes of the same ten random codes.
float[] originals = Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers);
float[] codes = CodeDistribution.Prior(32).Draw(10, new RandomKey(42));
Bitmap[] Answers(TrainedRun run) => Draw(new Inference(run.Network, workers).Reconstruct(originals));
Bitmap[] Samples(TrainedRun run) => Draw(new Inference(run.Network, workers).Decode(codes));
ImageChart chart = new()
{
    Description = "Test images, their reconstructions and random samples, with means and with sums.",
    Rows =
    [
        new("original", Draw(originals)),
        new("means", Answers(runs[0])),
        new("sums", Answers(runs[1])),
        new("random, means", Samples(runs[0])),
        new("random, sums", Samples(runs[1])),
    ],
};
File.WriteAllBytes("note-5-collapse.png", chart.ToPng());
Console.WriteLine($"Wrote note-5-collapse.png and the reports {string.Join(" and ", runs.Select(run => $"{run.Result.Run}/{Report.FileName}"))}.");

// 6. The note writes its network three times: from parts, with a layer of its own, in a loop of its own. examples/04-three-ways.cs does so
//    with this one, and gets the same network each time.
static void Say(Finding finding) =>
    Console.WriteLine($"The doctor on means, {finding.Name}:\n    {finding.Seen}\n    {finding.Why}\n    {finding.Change}");

Bitmap[] Draw(float[] pixels) => new ImageBatch(data.Test.Shape, pixels).ToBitmaps();
