// Three ways to the same variational autoencoder, 784-64-32: a spec for the trainer, a layer of one's own, a training loop of one's own.
//     dotnet run examples/04-three-ways.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using System.Text.Json.Serialization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

using Workers workers = new(Environment.ProcessorCount);
IDataset digits = LocalData.OpenDigits(workers).Train.Take(20_000);
TrainingOptions options = new() { Epochs = 3, Batch = 64, Optimizer = new AdamSpec(LearningRate: 1e-3), Seed = 42 };

// Cross-entropy and divergence are both summed over an image: only then do they balance, and their sum is a bound of the likelihood.
ModelSpec Model(string name, params LayerSpec[] code) => new(
    name,
    Input: digits.Shape,
    Encoder: [new DenseSpec(64, ActivationKind.Relu), .. code],
    Decoder: [new DenseSpec(64, ActivationKind.Relu), new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(digits.Shape)],
    Loss: new LossSpec(LossKind.Bce, LossReduction.Sum));

// 1. A spec says what to build, the trainer does the rest.
ModelSpec declared = Model("spec", new GaussianLatentSpec(Units: 32));
Network bySpec = Network.Build(declared, new RandomKey(options.Seed));
Report("spec", new Trainer(bySpec, digits, null, options, workers).Run());

// 2. A layer of one's own: a dense layer gives means and log-variances, Sampling draws the code. Both heads are one dense layer here, so
// it is told how each of them would start.
SpecRegistry.AddLayer("sampling", OwnJson.Default.SamplingSpec);
DenseSpec heads = new(2 * 32, Initializer: InitializerSpec.Uniform(Math.Sqrt(6.0 / (64 + 32))));
Network byLayer = Network.Build(Model("own layer", heads, new SamplingSpec()), new RandomKey(options.Seed));
Report("own layer", new Trainer(byLayer, digits, null, options, workers).Run());

string path = Path.Combine(Path.GetTempPath(), "own-sampling.safetensors");
ModelFile.Save(byLayer, path);
Network loaded = ModelFile.Load(path);
File.Delete(path);

// 3. A loop of one's own over a plan, which computes, and an optimizer, which changes the weights.
Network byLoop = Network.Build(declared, new RandomKey(options.Seed));
Plan plan = Plan.ForTraining(byLoop, options.Batch, workers);
plan.Key = Trainer.NoiseKey(options.Seed);
Optimizer optimizer = options.Optimizer.Build(byLoop.Parameters);
BatchOrder order = new(digits.Count, options.Batch, new RandomKey(options.Seed));
for (int epoch = 0; epoch < options.Epochs; epoch++)
{
    double sum = 0;
    order.Deal(epoch);
    for (int step = 0; step < order.Batches; step++)
    {
        ReadOnlyMemory<int> indices = order.Batch(step);
        plan.Columns = indices.Length;
        digits.Read(indices.Span, plan.Input, workers);
        sum += plan.Step(optimizer, learningRate: 1e-3);
        if ((step + 1) % 100 == 0) Console.WriteLine($"own loop   epoch {epoch + 1}  step {step + 1}  running loss {sum / (step + 1):F2} nats per image");
    }
}

bool sameLoop = Same(byLoop, bySpec), sameFile = Same(loaded, byLayer);
Console.WriteLine($"own loop against spec: {(sameLoop ? "the same bits" : "different bits")}");
Console.WriteLine($"own layer saved and loaded: {(sameFile ? "the same bits" : "different bits")}");
Console.WriteLine($"own layer against spec: pixels differ by {Difference(byLayer, bySpec):G2} on average, as the same formulas are rounded otherwise");
return sameLoop && sameFile ? 0 : 1;

static void Report(string way, TrainingResult result)
{
    foreach (EpochRecord epoch in result.State.History)
        Console.WriteLine($"{way,-10} epoch {epoch.Epoch}  loss {epoch.Loss:F4} nats per image, of which divergence {epoch.PenaltyLoss:F4}");
}

static bool Same(Network a, Network b) => a.Parameters.Values.Span.SequenceEqual(b.Parameters.Values.Span);

double Difference(Network a, Network b)
{
    float[] images = Representations.Read(digits, [.. Enumerable.Range(0, 1000)], workers);
    float[] ofA = new Inference(a, workers).Reconstruct(images), ofB = new Inference(b, workers).Reconstruct(images);
    return ofA.Zip(ofB, static (x, y) => Math.Abs(x - y)).Average();
}

/// <summary>Draws a code from N(mean, exp(log-variance)); the input has all means, then all log-variances.</summary>
internal sealed record SamplingSpec : LayerSpec
{
    public override Layer Build(Shape input) => new Sampling(input, OutputShape(input));

    public override Shape OutputShape(Shape input) => new(input.Size / 2);

    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (input.Size % 2 != 0) yield return new(path, $"received {input.Size} inputs, expected an even number: means, then log-variances.");
    }
}

/// <summary>Computes z = mean + sigma * eps, and adds the divergence of N(mean, sigma^2) from N(0, 1) to the loss.</summary>
internal sealed class Sampling(Shape input, Shape output) : Layer(input, output)
{
    public override bool HasPenalty => true;

    // The noise of a panel, which the backward pass needs again.
    public override int SavedPerPanel => Output.Size * Tensor.PanelWidth;

    public override void Forward(in LayerPass pass)
    {
        bool draws = pass.Mode != PassMode.Inference;
        if (draws) NoiseKernel.FillNormal(pass.Key, pass.FirstSample, pass.Saved.AsTensor(Output, pass.X.Columns), pass.Workers);
        int length = pass.Y.PanelLength;
        for (int panel = 0; panel < pass.Y.Panels; panel++)
        {
            // A panel holds 32 samples: 32 first means, 32 second means, ..., 32 first log-variances, and so on.
            Span<float> mean = pass.X.Span.Slice(2 * panel * length, length), logVariance = pass.X.Span.Slice(((2 * panel) + 1) * length, length);
            Span<float> z = pass.Y.Span.Slice(panel * length, length);
            mean.CopyTo(z);
            if (!draws) continue;
            Span<float> eps = pass.Saved.Span.Slice(panel * length, length);
            double divergence = 0;
            for (int i = 0; i < length; i++)
            {
                float sigma = MathF.Exp(0.5f * logVariance[i]);
                z[i] += sigma * eps[i];
                if (IsSample(pass, panel, i)) divergence += 0.5f * ((mean[i] * mean[i]) + (sigma * sigma) - 1 - logVariance[i]);
            }

            pass.Penalties.Span[panel] = divergence / pass.Samples;
        }
    }

    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        int length = pass.Y.PanelLength;
        for (int panel = 0; panel < pass.Y.Panels; panel++)
        {
            int means = 2 * panel * length, logVariances = means + length;
            for (int i = 0; i < length; i++)
            {
                float weight = IsSample(pass, panel, i) ? 1f / pass.Samples : 0, dz = pass.Dy.Span[(panel * length) + i];
                float mean = pass.X.Span[means + i], sigma = MathF.Exp(0.5f * pass.X.Span[logVariances + i]);
                pass.Dx.Span[means + i] = dz + (weight * mean);
                pass.Dx.Span[logVariances + i] = 0.5f * ((dz * pass.Saved.Span[(panel * length) + i] * sigma) + (weight * ((sigma * sigma) - 1)));
            }
        }
    }

    /// <summary>The last panel of a batch may have columns without a sample.</summary>
    private static bool IsSample(in LayerPass pass, int panel, int i) => (panel * Tensor.PanelWidth) + (i % Tensor.PanelWidth) < pass.X.Columns;
}

[JsonSerializable(typeof(SamplingSpec))]
internal sealed partial class OwnJson : JsonSerializerContext;
