// Measures two codes of eight numbers, one computed and one learned, and draws a map of the codes learned.
//     dotnet run examples/05-measure-a-code.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

const int Code = 8, Neighbors = 10;

using Workers workers = new(Environment.ProcessorCount);
DataSplit data = LocalData.OpenDigits(workers);
Console.WriteLine($"Data: {data.Origin}");

// Principal components are the best linear code of their size. As a network they are measured like any other.
Pca pca = Pca.Fit(data.Train, new PcaOptions(Code), workers);
Console.WriteLine($"{Code} principal components keep {pca.ExplainedVarianceRatio.Sum():P1} of the variance.");

// An autoencoder with a layer on either side of its code need not be linear.
ModelSpec model = Models.Deep(data.Train.Shape, new ModelOptions { Code = Code, Layers = [128] });
Network learned = Network.Build(model, new RandomKey(42));
new Trainer(learned, data.Train, data.Validation, new TrainingOptions { Epochs = 5 }, workers).Run();

Console.WriteLine("code         error per pixel  kNN error  trustworthiness");
Report("components", pca.ToNetwork(data.Train.Shape));
Report("autoencoder", learned);

// On a map neighbours stay neighbours, whatever the number of dimensions they come from. It is drawn without the classes, which only colour it.
IDataset sample = data.Test.Take(2000);
TsneMap map = Tsne.Fit(Representations.Encode(learned, sample, workers), new TsneOptions(), workers);
ScatterChart chart = new()
{
    Description = "Codes of test digits as a map, marked by class.",
    X = [.. Enumerable.Range(0, map.Places.Count).Select(i => map.Places[i][0])],
    Y = [.. Enumerable.Range(0, map.Places.Count).Select(i => map.Places[i][1])],
    Classes = sample.Labels.ToArray(),
    ClassNames = sample.ClassNames,
    EqualAxes = true,
    XName = "t-SNE 1",
    YName = "t-SNE 2",
};
File.WriteAllBytes("map.png", chart.ToPng());
Console.WriteLine($"Wrote map.png: {map.Places.Count} codes, divergence {map.KlDivergence:F3} nats.");

void Report(string name, Network network)
{
    // What is lost: the squared error. What stays near: whether the nearest codes of the training set have the class of a test code.
    double error = ReconstructionQuality.Measure(network, data.Test, workers).Mse;
    Points codes = Representations.Encode(network, data.Test, workers);
    NeighborClassifier classifier = new(LabeledPoints.Of(Representations.Encode(network, data.Train, workers), data.Train), Neighbors);
    double missed = KnnQuality.Measure(classifier, LabeledPoints.Of(codes, data.Test), workers).ErrorRate;

    // Whether codes that are near stand for images that are near: 1 at best.
    double trust = NeighborhoodQuality.Measure(Representations.Read(data.Test, workers), codes, workers, mostQueries: 2000).Trustworthiness;
    Console.WriteLine($"{name,-11}  {error,15:F5}  {missed,9:P2}  {trust,15:F4}");
}
