using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class ProgressLineTests
{
    private static readonly TrainingProgress Progress =
        new(Epoch: 12, Epochs: 30, Step: 43, StepsPerEpoch: 215, Loss: 0.010214, ValidationLoss: 0.01043, SamplesPerSecond: 412_345.6, Remaining: TimeSpan.FromSeconds(79.2));

    [Theory]
    [InlineData(200, "epoch 12/30  ━━━━━━━━━━━━━━─────────────────────────   37%  loss 0.01021  val 0.01043  412,346 samples/s  1 min 20 s left")]
    [InlineData(100, "epoch 12/30  ━━━━━─────────────   37%  loss 0.01021  val 0.01043  412,346 samples/s  1 min 20 s left")]
    [InlineData(80, "epoch 12/30  ━━━━━━━──────────   37%  loss 0.01021  val 0.01043  1 min 20 s left")]
    [InlineData(66, "epoch 12/30  ━━━──────   37%  loss 0.01021  1 min 20 s left")]
    [InlineData(46, "epoch 12/30  ━━━──────   37%  loss 0.01021")]
    [InlineData(31, "epoch 12/30  ━━━──────   37%")]
    [InlineData(12, "epoch 12/")]
    [InlineData(1, "e")]
    public void Draw_FitsTheWidthAndKeepsWhatMattersMost(int width, string expected)
    {
        string line = ProgressLine.Draw(Progress, width, color: false);

        Assert.InRange(line.Length, 1, Math.Max(1, width - 3));
        Assert.StartsWith(expected[..Math.Min(11, expected.Length)], line, StringComparison.Ordinal);
        Assert.Equal(Words(expected), Words(line));
    }

    [Fact]
    public void Draw_BeforeTheFirstValidation_LeavesItOut() =>
        Assert.DoesNotContain("val", ProgressLine.Draw(Progress with { ValidationLoss = null }, 120, color: false), StringComparison.Ordinal);

    [Fact]
    public void Draw_AtTheEnd_IsFull()
    {
        string line = ProgressLine.Draw(Progress with { Epoch = 30, Step = 215, Remaining = TimeSpan.Zero }, 120, color: false);

        Assert.Contains("━  100%", line, StringComparison.Ordinal);
        Assert.DoesNotContain("─", line, StringComparison.Ordinal);
        Assert.EndsWith("0 s left", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_InColor_HasTheSameText()
    {
        string plain = ProgressLine.Draw(Progress, 100, color: false), colored = ProgressLine.Draw(Progress, 100, color: true);

        Assert.Equal(plain, colored.Replace("\e[36m", "", StringComparison.Ordinal).Replace("\e[90m", "", StringComparison.Ordinal).Replace("\e[0m", "", StringComparison.Ordinal));
    }

    // The length of the bar follows from the width; which figures there are is what matters.
    private static string Words(string line) => string.Concat(line.Where(static c => c is not ('━' or '─')));
}
