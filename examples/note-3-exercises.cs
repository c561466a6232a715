// A course note's exercises, step by step: split, code sizes, nearest neighbours, masking noise, similar images, layer-wise pre-training.
//     dotnet run examples/note-3-exercises.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

const ulong Seed = 42;
using Workers workers = new(Environment.ProcessorCount);

// 1. Three sets that share no image: one to learn from, one to judge while learning, one for the final figures. The note holds 5,000 of
//    60,000 back; this takes 5,000 in all and holds 500 back, to be quick. The seed decides which.
using Downloads downloads = new();
DatasetLocator locator = new(DataFolders.FromEnvironment(), downloads);
string name = locator.Find(DatasetCatalog.Mnist) is null ? DataSources.BuiltIn : DatasetCatalog.Mnist.Name;
DataSpec few = new() { Name = name, Take = 5_000, Validation = 500 };
DataSplit data = await DataSources.OpenAsync(few, Seed, workers, locator);
Shape shape = data.Train.Shape;
Console.WriteLine($"1. {data.Origin}: {data.Train.Count:N0} to learn from, {data.Validation!.Count} to judge by, {data.Test.Count:N0} to test with.");

// 2. How small can a code be? An error per pixel says what is lost; the class of the ten nearest training codes, whether a code still
//    tells digits apart. Principal components are the best linear code of a size; an autoencoder with a layer more need not be linear. It
//    loses less at each size; whether its neighbours are better, too, is another question.
Console.WriteLine("2. code  compression    error  kNN error   by components: error  kNN error");
foreach (int size in (int[])[2, 8, 32])
{
    ModelSpec spec = Models.Deep(shape, new ModelOptions { Code = size, Layers = [128] });
    Network network = Train(spec, data.Train, epochs: 12);
    Network components = Pca.Fit(data.Train, new PcaOptions(size), workers).ToNetwork(shape);
    Console.Write($"{size,7}  {$"{spec.CompressionRatio:F1} to 1",11}  {Error(network),7:F4}  {Missed(network),9:P1}");
    Console.WriteLine($"{Error(components),23:F4}  {Missed(components),9:P1}");
}

// 3. Masking noise sets pixels to zero. The note multiplies by ones that fall with probability p, so that p is the share that is kept: its
//    0.1 destroys 90 %, hardly to be repaired. MaskSpec asks for the share that is dropped and says so.
const double Keep = 0.5;
MaskSpec mask = new(Drop: 1 - Keep);
ModelSpec dense = Models.Dense(shape);
Network denoising = Train(dense with { Encoder = [mask, .. dense.Encoder] }, data.Train, epochs: 20);
float[] clean = Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers);
float[] masked = mask.Apply(shape, clean, new RandomKey(Seed)), repaired = new Inference(denoising, workers).Reconstruct(masked);
Draw("note-3-masked.png", ("original", clean), ("half dropped", masked), ("repaired", repaired));
Console.WriteLine($"3. kNN error of 32 numbers learned under a mask: {Missed(denoising):P1}.");

// 4. Similar instead of same: each image is paired with ten others of its class, and the network answers with those. What tells them apart
//    cannot be answered, so the code of two numbers keeps the class. The loss stays; its least value is now how much a class varies.
IDataset pairs = SameClassPairs.Of(data.Train.Take(2_000), new RandomKey(Seed), partners: 10);
Network similarity = Train(Models.Similarity(shape, new ModelOptions { Layers = [128, 64] }), pairs, epochs: 8);
Draw("note-3-similar.png", ("shown", clean), ("answered", new Inference(similarity, workers).Reconstruct(clean)));
IDataset sample = data.Test.Take(3_000);
Points places = Representations.Encode(similarity, sample, workers);
ScatterChart map = new()
{
    Description = "Codes of test digits of a network that answers with other images of the class.",
    X = [.. Enumerable.Range(0, places.Count).Select(i => places[i][0])],
    Y = [.. Enumerable.Range(0, places.Count).Select(i => places[i][1])],
    Classes = sample.Labels.ToArray(),
    ClassNames = sample.ClassNames,
    XName = "first number of the code",
    YName = "second number of the code",
};
File.WriteAllBytes("note-3-map.png", map.ToPng());
Console.WriteLine($"4. kNN error of two numbers that learned what classes share: {Missed(similarity):P1}.");

// 5. Pre-training: each sigmoid layer of a classifier first learns as an autoencoder of the layer below, then all learn together. A recipe
//    says what to do; an experiment does it, also without pre-training, and leaves a run folder with figures and a report. Compare with
//    care: the layers were given epochs of their own.
Recipe recipe = new(
    few with { Target = TargetKind.Label },
    Models.Stacked(shape, new ModelOptions { Layers = [128, 128] }),
    new TrainingOptions { Epochs = 5, Batch = 25, Optimizer = new SgdSpec(LearningRate: 0.01, Momentum: 0.9), Seed = Seed },
    new PretrainingSpec(Epochs: 5, Batch: 25, Optimizer: new AdamSpec(LearningRate: 3e-3)));
DataSplit labeled = SplitTargets.With(data, recipe.Data, new RandomKey(Seed));
string run = RunFolder.NewName("note-3", TimeProvider.System, Environment.CurrentDirectory);
RunFigures figures = new Experiment(recipe, labeled, RunFolder.Create(run, recipe), workers).Run().Figures;
double after = figures[FigureNames.TestErrorRate], before = figures[FigureNames.TestErrorRate + FigureNames.BeforeFineTuning];
double without = figures[FigureNames.TestErrorRate + FigureNames.WithoutPretraining];
Console.WriteLine($"5. Classifier, error: {without:P1} without pre-training, {before:P1} with it before fine-tuning, {after:P1} after.");
Console.WriteLine($"Wrote note-3-masked.png, note-3-similar.png, note-3-map.png and {run}/{Report.FileName}.");

Network Train(ModelSpec model, IDataset set, int epochs)
{
    Network network = Network.Build(model, new RandomKey(Seed));
    new Trainer(network, set, null, new TrainingOptions { Epochs = epochs, Batch = 64, Seed = Seed }, workers).Run();
    return network;
}

double Error(Network network) => ReconstructionQuality.Measure(network, data.Test, workers).Mse;

double Missed(Network network)
{
    NeighborClassifier classifier = new(LabeledPoints.Of(Representations.Encode(network, data.Train, workers), data.Train), neighbors: 10);
    return KnnQuality.Measure(classifier, LabeledPoints.Of(Representations.Encode(network, data.Test, workers), data.Test), workers).ErrorRate;
}

void Draw(string file, params (string Name, float[] Pixels)[] rows)
{
    ImageChart chart = new()
    {
        Description = $"Ten test images: {string.Join(", ", rows.Select(row => row.Name))}.",
        Rows = [.. rows.Select(row => new ChartImages(row.Name, new ImageBatch(shape, row.Pixels).ToBitmaps()))],
    };
    File.WriteAllBytes(file, chart.ToPng());
}
