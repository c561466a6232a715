// A layer, a loss, an optimizer and a callback of one's own; the model is saved and loaded under their names.
//     dotnet run examples/03-own-parts.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using System.Text.Json.Serialization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

// A name for each makes them readable from JSON and from model files.
SpecRegistry.AddLayer("top-k", OwnJson.Default.TopKSpec);
SpecRegistry.AddOptimizer("lion", OwnJson.Default.LionSpec);
SpecRegistry.AddLoss("log-cosh", new LogCosh());

using Workers workers = new(Environment.ProcessorCount);
DataSplit digits = LocalData.OpenDigits(workers);
ModelSpec model = new(
    "k-sparse",
    Input: digits.Train.Shape,
    Encoder: [new DenseSpec(128), new TopKSpec(Keep: 12)],
    Decoder: [new DenseSpec(digits.Train.Shape.Size, ActivationKind.Sigmoid), new ReshapeSpec(digits.Train.Shape)],
    Loss: LossSpec.Own("log-cosh"));
Network network = Network.Build(model, new RandomKey(42));
TrainingOptions options = new() { Epochs = 5, Batch = 128, Optimizer = new LionSpec(LearningRate: 1e-3) };
new Trainer(network, digits.Train.Take(5_000), digits.Validation, options, workers, [new Say()]).Run();

string path = Path.Combine(Path.GetTempPath(), "k-sparse.safetensors");
ModelFile.Save(network, path);
double trained = ReconstructionQuality.Measure(network, digits.Test, workers).Mse;
double loaded = ReconstructionQuality.Measure(ModelFile.Load(path), digits.Test, workers).Mse;
File.Delete(path);
Console.WriteLine($"test mse {trained:F5}; saved and loaded {loaded:F5}; 12 of 128 features speak for each image.");

/// <summary>Keeps the largest features of each sample and silences the others: the k-sparse autoencoder of Makhzani and Frey, 2013.</summary>
internal sealed record TopKSpec(int Keep) : LayerSpec
{
    public override Layer Build(Shape input) => new TopK(input, Keep);

    public override Shape OutputShape(Shape input) => input;

    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (Keep < 1) yield return new($"{path}.keep", $"received {Keep}, expected 1 or more.");
    }
}

internal sealed class TopK(Shape shape, int keep) : Layer(shape, shape)
{
    // One place for a sample's features per panel, so that a step allocates nothing.
    public override int SavedPerPanel => Input.Size;

    public override void Forward(in LayerPass pass)
    {
        Span<float> x = pass.X.Span, y = pass.Y.Span;
        Span<float> sorted = pass.Saved.Length > 0 ? pass.Saved.Span[..Input.Size] : new float[Input.Size];
        for (int sample = 0; sample < pass.X.Panels * Tensor.PanelWidth; sample++)
        {
            // Samples are in panels of 32: a feature of one sample is 32 floats from the next feature.
            int first = (sample / Tensor.PanelWidth * pass.X.PanelLength) + (sample % Tensor.PanelWidth);
            for (int i = 0; i < Input.Size; i++) sorted[i] = x[first + (i * Tensor.PanelWidth)];
            sorted.Sort();
            float least = sorted[Math.Max(0, Input.Size - keep)];
            for (int i = first; i < first + pass.X.PanelLength - (first % Tensor.PanelWidth); i += Tensor.PanelWidth) y[i] = x[i] >= least ? x[i] : 0;
        }
    }

    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        Span<float> y = pass.Y.Span, dy = pass.Dy.Span, dx = pass.Dx.Span;
        for (int i = 0; i < y.Length; i++) dx[i] = y[i] == 0 ? 0 : dy[i];
    }
}

/// <summary>Squared error near zero, absolute error far off, smooth everywhere.</summary>
internal sealed class LogCosh : LossFunction
{
    public override double Measure(ReadOnlySpan<float> y, ReadOnlySpan<float> target, Span<float> slope)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            float error = y[i] - target[i];
            sum += MathF.Log(MathF.Cosh(error));
            if (!slope.IsEmpty) slope[i] = MathF.Tanh(error);
        }

        return sum;
    }
}

/// <summary>Steps of equal length along the sign of an average gradient: Chen et al., Symbolic Discovery of Optimization Algorithms, 2023.</summary>
internal sealed record LionSpec(double LearningRate = 1e-4, double Beta1 = 0.9, double Beta2 = 0.99) : OptimizerSpec(LearningRate, 0, null, null)
{
    public override Optimizer Build(ParameterSet parameters) => new Lion(this, parameters);
}

internal sealed class Lion(LionSpec spec, ParameterSet parameters) : Optimizer(spec, parameters, "mean")
{
    private float _rate;

    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        Span<float> weights = Values(offset, gradient.Length), mean = Slot(0, offset, gradient.Length);
        float beta1 = (float)spec.Beta1, beta2 = (float)spec.Beta2;
        for (int i = 0; i < gradient.Length; i++)
        {
            float g = terms.Apply(gradient[i], weights[i]);
            weights[i] -= _rate * MathF.Sign((beta1 * mean[i]) + ((1 - beta1) * g));
            mean[i] = (beta2 * mean[i]) + ((1 - beta2) * g);
        }
    }
}

/// <summary>Says how each epoch went, and stops when it is good enough.</summary>
internal sealed class Say : TrainingCallback
{
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F5}, validation {epoch.ValidationLoss:F5}, {epoch.SamplesPerSecond:N0} samples/s");
        if (epoch.ValidationLoss < 0.003) context.Stop("Good enough.");
    }
}

[JsonSerializable(typeof(TopKSpec))]
[JsonSerializable(typeof(LionSpec))]
internal sealed partial class OwnJson : JsonSerializerContext;
