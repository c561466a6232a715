using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows how far a map is: one line that is drawn over on a terminal, otherwise about twenty lines.</summary>
internal sealed class TsneDisplay(CliContext context, Notes notes) : IProgress<TsneProgress>
{
    private const int MostLines = 20;

    private readonly long _start = context.Time.GetTimestamp();
    private int _lines;
    private bool _isOpen;

    /// <inheritdoc/>
    public void Report(TsneProgress value)
    {
        if (notes.IsQuiet) return;
        string gradient = Figures.Significant(value.GradientNorm), left = Figures.Left(Left(value));
        string line = Phrase.Of($"step {value.Iteration}/{value.Iterations}  divergence {value.KlDivergence:0.0000}  gradient {gradient}  {left}");
        if (context.IsTerminal)
        {
            _isOpen = true;
            context.Error.Write($"\r\e[?7l{line}\e[K\e[?7h");
            context.Error.Flush();
        }
        else if (value.Iteration * (long)MostLines >= (long)_lines * value.Iterations)
        {
            _lines = (int)(value.Iteration * (long)MostLines / value.Iterations) + 1;
            context.Error.WriteLine(line);
        }
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_isOpen) context.Error.Write("\r\e[K");
    }

    private TimeSpan Left(TsneProgress value) =>
        context.Time.GetElapsedTime(_start) * ((value.Iterations - value.Iteration) / (double)value.Iteration);
}
