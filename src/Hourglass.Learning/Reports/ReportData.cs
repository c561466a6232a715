using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Everything that a report shows; a part without data is left out of it.</summary>
public sealed record ReportData
{
    /// <summary>Gets the title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets one sentence: what was trained on what, by which optimizer, loss, batch, epochs and seed.</summary>
    public required string Description { get; init; }

    /// <summary>Gets when the run ended; not shown where unknown.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Gets the key figures, the most important first.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Gets what the doctor saw, the gravest first; null where nobody asked it.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Gets the shape of the model's input, with which the drawing of the model begins.</summary>
    public Shape? Input { get; init; }

    /// <summary>Gets the layers from the input to the output.</summary>
    public IReadOnlyList<ReportLayer> Layers { get; init; } = [];

    /// <summary>Gets the loss in words, which the drawing of the model ends with; not drawn where empty.</summary>
    public string Loss { get; init; } = "";

    /// <summary>Gets the phases of layer-wise pre-training in their order.</summary>
    public IReadOnlyList<ReportPhase> Phases { get; init; } = [];

    /// <summary>Gets the name and unit of the losses in <see cref="Epochs"/>, such as <c>mean squared error per pixel</c>.</summary>
    public string LossName { get; init; } = Phrase.Of("loss");

    /// <summary>Gets the epochs in their order.</summary>
    public IReadOnlyList<ReportEpoch> Epochs { get; init; } = [];

    /// <summary>Gets the name and unit of the errors of single images and of classes, such as <c>squared error per pixel</c>.</summary>
    public string ErrorName { get; init; } = Phrase.Of("error");

    /// <summary>Gets the first test images and their reconstructions.</summary>
    public ReportImages? Samples { get; init; }

    /// <summary>Gets the best reconstructed test images, the best first.</summary>
    public ReportImages? Best { get; init; }

    /// <summary>Gets the worst reconstructed test images, the worst first.</summary>
    public ReportImages? Worst { get; init; }

    /// <summary>Gets the mean error of each class.</summary>
    public IReadOnlyList<ReportClassError> ClassErrors { get; init; } = [];

    /// <summary>Gets how often test samples of each class were taken for each class, of a model that answers with classes.</summary>
    public ReportConfusion? Confusion { get; init; }

    /// <summary>Gets test images whose class the model missed.</summary>
    public ReportMistakes? Mistakes { get; init; }

    /// <summary>Gets the weights of the first layer as images, one for each unit.</summary>
    public ImageBatch? Filters { get; init; }

    /// <summary>Gets the codes of a model whose code has two numbers.</summary>
    public ReportCodes? Codes { get; init; }

    /// <summary>Gets what can be drawn of samples of two features; null for others.</summary>
    public ReportPlane? Plane { get; init; }

    /// <summary>Gets the divergence of each unit of a Gaussian code from N(0, 1), in nats per image; empty for other models.</summary>
    public IReadOnlyList<double> UnitDivergences { get; init; } = [];

    /// <summary>Gets the part of the variance along each principal component, the largest first; empty for other models.</summary>
    public IReadOnlyList<double> ExplainedVariance { get; init; } = [];

    /// <summary>Gets what the decoder makes of codes that no sample has; null where that says nothing.</summary>
    public ReportGenerated? Generated { get; init; }

    /// <summary>Gets the command that repeats the run.</summary>
    public string Command { get; init; } = "";

    /// <summary>Gets the recipe of the run as JSON.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>Gets the versions of what took part, such as Hourglass, .NET and the processor.</summary>
    public IReadOnlyList<ReportVersion> Versions { get; init; } = [];
}

/// <summary>A key figure.</summary>
/// <param name="Label">What it is, in few words.</param>
/// <param name="Value">The value as it is shown.</param>
/// <param name="Unit">The unit; empty where there is none.</param>
/// <param name="Hint">What the value means or compares with; empty where there is nothing to say.</param>
public sealed record ReportFigure(string Label, string Value, string Unit = "", string Hint = "")
{
    /// <summary>Makes a figure of a number: four digits that matter, whole numbers in full.</summary>
    /// <param name="label">What it is, in few words.</param>
    /// <param name="value">The number.</param>
    /// <param name="unit">The unit; empty where there is none.</param>
    /// <param name="hint">What the value means or compares with; empty where there is nothing to say.</param>
    public static ReportFigure Of(string label, double value, string unit = "", string hint = "") =>
        new(label, Numbers.Format(value), unit, hint);

    /// <summary>Makes a figure of a duration, written as people say it, such as <c>4 min 05 s</c>.</summary>
    /// <param name="label">What it is, in few words.</param>
    /// <param name="duration">The duration.</param>
    /// <param name="hint">What the value means or compares with; empty where there is nothing to say.</param>
    public static ReportFigure Of(string label, TimeSpan duration, string hint = "") =>
        new(label, Numbers.Duration(duration.TotalSeconds), "", hint);
}

/// <summary>A layer of the model.</summary>
/// <param name="Part"><c>encoder</c> or <c>decoder</c>, which <see cref="Phrase.Of(string)"/> says.</param>
/// <param name="Layer">The layer in words, such as <c>dense 32, relu</c>.</param>
/// <param name="Output">The shape of its output.</param>
/// <param name="Parameters">The number of its parameters.</param>
/// <param name="IsCode">Whether its output is the code.</param>
public sealed record ReportLayer(string Part, string Layer, Shape Output, long Parameters, bool IsCode = false)
{
    /// <summary>Gets what the layer is to the reader; by default it computes new features.</summary>
    public LayerRole Role { get; init; }

    /// <summary>Gets the layers inside, whose parameters are those of the layer; none by default.</summary>
    public IReadOnlyList<ReportLayer> Parts { get; init; } = [];
}

/// <summary>An epoch of the training.</summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="TrainingLoss">The mean loss over the training samples.</param>
/// <param name="ValidationLoss">The loss over the validation samples; null where there are none.</param>
/// <param name="LearningRate">The learning rate at its end.</param>
/// <param name="Seconds">The time it took.</param>
public sealed record ReportEpoch(int Number, double TrainingLoss, double? ValidationLoss, double LearningRate, double Seconds);

/// <summary>A phase of layer-wise pre-training.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Sizes">The sizes of its network, such as <c>784-1000-784</c>.</param>
/// <param name="LossName">What its loss is.</param>
/// <param name="Epochs">The number of finished epochs.</param>
/// <param name="First">The loss after the first epoch, on the validation samples where there are any.</param>
/// <param name="Last">The loss after the last one.</param>
/// <param name="Seconds">The time it took.</param>
public sealed record ReportPhase(string Title, string Sizes, string LossName, int Epochs, double First, double Last, double Seconds);

/// <summary>The mean error of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Error">The error, in the unit of <see cref="ReportData.ErrorName"/>.</param>
/// <param name="Count">The number of samples of the class; the mean over all classes weighs by it.</param>
public sealed record ReportClassError(string Name, double Error, int Count);

/// <summary>How often samples of each class were taken for each class.</summary>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Counts">The counts.</param>
public sealed record ReportConfusion(IReadOnlyList<string> ClassNames, ConfusionMatrix Counts);

/// <summary>Images whose class a model missed.</summary>
/// <param name="Images">The images.</param>
/// <param name="Classes">The class of each image.</param>
/// <param name="Answers">What the model took each image for.</param>
/// <param name="Total">How many there are in the whole test set.</param>
public sealed record ReportMistakes(ImageBatch Images, IReadOnlyList<string> Classes, IReadOnlyList<string> Answers, int Total);

/// <summary>The version of something that took part.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its version.</param>
public sealed record ReportVersion(string Name, string Value);

/// <summary>Codes of two numbers, one for each sample.</summary>
/// <param name="X">The first numbers.</param>
/// <param name="Y">The second numbers.</param>
/// <param name="Classes">The class of each sample; empty where there are no labels.</param>
/// <param name="ClassNames">The names of the classes; empty where there are no labels.</param>
public sealed record ReportCodes(
    IReadOnlyList<float> X, IReadOnlyList<float> Y, IReadOnlyList<int> Classes, IReadOnlyList<string> ClassNames);
