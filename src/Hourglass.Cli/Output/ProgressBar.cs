using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Draws one line on a terminal and draws over it.</summary>
internal sealed class ProgressBar(CliContext context) : TrainingDisplay
{
    // Without wrapping a line that is too long after all, because the window was made narrower, cannot leave traces behind.
    private const string Begin = "\r\e[?7l", End = "\e[K\e[?7h";

    private readonly bool _color = string.IsNullOrEmpty(context.Variable("NO_COLOR"));
    private bool _isDrawn;

    /// <inheritdoc/>
    public override void Report(TrainingProgress value)
    {
        _isDrawn = true;
        context.Error.Write(Begin + ProgressLine.Draw(value, context.Width(), _color) + End);
        context.Error.Flush();
    }

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext training, EpochRecord epoch)
    {
        int steps = training.StepsPerEpoch;
        Report(new TrainingProgress(
            epoch.Epoch, training.Options.Epochs, steps, steps, epoch.Loss, epoch.ValidationLoss, epoch.SamplesPerSecond, Left(training)));
    }

    /// <inheritdoc/>
    public override void OnEnd(TrainingContext training, TrainingResult result)
    {
        if (_isDrawn) context.Error.WriteLine();
        _isDrawn = false;
        context.Error.Write(Phrase.Of("Measuring and writing the report ..."));
        context.Error.Flush();
    }

    /// <inheritdoc/>
    public override void Finish() => context.Error.Write("\r\e[K");
}
