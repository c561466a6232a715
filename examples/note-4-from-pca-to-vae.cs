// A course note, step by step: from principal components through linear, deep and sparse autoencoders to a variational one that invents digits.
//     dotnet run examples/note-4-from-pca-to-vae.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

using Workers workers = new(Environment.ProcessorCount);
RandomKey key = new(42);

// 1. Fifty points of a plane that lie along a line, roughly. Standardized, no axis counts more for its unit.
const int Count = 50;
float[] values = new float[2 * Count];
for (int i = 0; i < Count; i++)
{
    values[2 * i] = 4 + key.Normal(i, 0);
    values[(2 * i) + 1] = 5 + (0.8f * key.Normal(i, 0)) + (0.5f * key.Normal(i, 1));
}

Scaling.Fit(ScaleKind.Standardize, values, features: 2, [.. Enumerable.Range(0, Count)])!.Apply(values);
Points points = new(values, 2);

// 2. Principal components are the directions of most variance. Of two standardized numbers they always lie at 45 degrees. One of them is
//    kept: each point goes to its nearest place on the line, and the error is the variance along the other direction.
Pca pca = Pca.Fit(points, new PcaOptions(Components: 2), workers);
Pca line = Pca.Fit(points, new PcaOptions(Components: 1), workers);
Points projected = line.InverseTransform(line.Transform(points, workers), workers);
for (int i = 0; i < 2; i++) Console.WriteLine($"Component {i + 1}: at {pca.Angles[i]:F1} degrees, variance {pca.ExplainedVariance[i]:F5}.");

// 3. A linear autoencoder, two numbers to one and back, is trained on squared errors and finds the same line.
Network linear = Network.Build(Models.Linear(new Shape(2), new ModelOptions { Code = 1 }), key);
TrainingOptions whole = new() { Epochs = 500, Batch = Count, Optimizer = new AdamSpec(LearningRate: 0.1), Schedule = new CosineSchedule() };
new Trainer(linear, new FloatSet("points", new Shape(2), values), null, whole, workers).Run();
Points answers = new(new Inference(linear, workers).Reconstruct(values), 2);
double angle = double.RadiansToDegrees(Math.Atan((answers[1][1] - answers[0][1]) / (answers[1][0] - answers[0][0])));
Console.WriteLine($"One component: error {Error(projected, points):F5} per point.");
Console.WriteLine($"Linear autoencoder: error {Error(answers, points):F5} per point, its line at {angle:F1} degrees.");
PanelChart lines = new()
{
    Description = "Fifty points, their components, and where one component and a linear autoencoder project them.",
    Charts =
    [
        Plane() with { Arrows = [.. Enumerable.Range(0, 2).Select(i => new ChartArrow($"PC{i + 1}", 0, 0, Reach(i, 0), Reach(i, 1)))] },
        Plane() with { Projection = new ChartProjection("component", Column(projected, 0), Column(projected, 1)) },
        Plane() with { Projection = new ChartProjection("autoencoder", Column(answers, 0), Column(answers, 1)) },
    ],
    Columns = 3,
};
File.WriteAllBytes("note-4-lines.png", lines.ToPng());

// 4. The same for 5,000 images: 30 components of 784 pixels against a deep autoencoder with a code of 30, which need not be linear.
DataSplit data = LocalData.OpenDigits(workers);
Shape shape = data.Train.Shape;
Console.WriteLine($"Data: {data.Origin}; squared error per test image:");
IDataset few = data.Train.Take(5_000);
Network components = Pca.Fit(few, new PcaOptions(Components: 30), workers).ToNetwork(shape);
Network deep = Train(Models.Deep(shape, new ModelOptions { Code = 30, Layers = [256, 128] }), few, epochs: 15, batch: 32);
Console.WriteLine($"30 components         {PerImage(components),6:F2}");
Console.WriteLine($"deep autoencoder      {PerImage(deep),6:F2}");

// 5. A code may also be larger than the image, if most of it rests: a penalty pulls the mean activity of each of 1,000 units to 0.032, by
//    the Kullback-Leibler divergence, so that each learns a stroke that few images have. It gets there slowly; here is the beginning.
Network sparse = Train(Models.Create("sparse", shape), few, epochs: 5, batch: 32);
float activity = Representations.Encode(sparse, data.Test.Take(1_000), workers).Values.ToArray().Average();
Console.WriteLine($"sparse code of 1,000  {PerImage(sparse),6:F2}  mean activity {activity:F3}");

// 6. A variational autoencoder gives each image a normal distribution of codes, all of them near N(0, 1). So random codes from there are
//    codes of images that nobody has drawn: some digits, some between digits. The model is saved and loaded, as it would be elsewhere.
ModelOptions sizes = new() { Code = 32, Layers = [256, 256], Activation = ActivationKind.Elu };
Network variational = Train(Models.Create("vae", shape, sizes), data.Train.Take(20_000), epochs: 5, batch: 64);
ModelFile.Save(variational, "note-4-vae.safetensors");
Network loaded = ModelFile.Load("note-4-vae.safetensors");
float[] invented = new Inference(loaded, workers).Decode(CodeDistribution.Prior(32).Draw(10, key));

float[] originals = Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers);
ChartImages Row(string name, float[] pixels) => new(name, new ImageBatch(shape, pixels).ToBitmaps());
ChartImages Answers(string name, Network network) => Row(name, new Inference(network, workers).Reconstruct(originals));
ImageChart digits = new()
{
    Description = "Test images, what each code keeps of them, and invented digits.",
    Rows =
    [
        Row("original", originals), Answers("components", components), Answers("deep", deep),
        Answers("sparse", sparse), Answers("variational", loaded), Row("invented", invented),
    ],
};
File.WriteAllBytes("note-4-digits.png", digits.ToPng());
Console.WriteLine("Wrote note-4-lines.png, note-4-digits.png and note-4-vae.safetensors.");

Network Train(ModelSpec model, IDataset set, int epochs, int batch)
{
    Network network = Network.Build(model, key);
    new Trainer(network, set, null, new TrainingOptions { Epochs = epochs, Batch = batch }, workers).Run();
    return network;
}

double PerImage(Network network) => ReconstructionQuality.Measure(network, data.Test, workers).SsePerImage;

static double Error(Points a, Points b) => a.Values.ToArray().Zip(b.Values.ToArray(), static (x, y) => (double)(x - y) * (x - y)).Sum() / a.Count;

// An arrow reaches two standard deviations far.
double Reach(int component, int feature) => 2 * Math.Sqrt(pca.ExplainedVariance[component]) * pca.Components[component][feature];

ScatterChart Plane() => new()
{
    Description = "Fifty points of a plane.",
    X = Column(points, 0),
    Y = Column(points, 1),
    EqualAxes = true,
    XName = "first number",
    YName = "second number",
};

static float[] Column(Points from, int feature) => [.. Enumerable.Range(0, from.Count).Select(i => from[i][feature])];
