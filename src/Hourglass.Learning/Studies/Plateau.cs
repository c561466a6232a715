namespace Hourglass.Learning;

/// <summary>Finds where a loss hardly falls any more.</summary>
internal static class Plateau
{
    /// <summary>The epochs over which progress is judged.</summary>
    public const int Span = 5;

    /// <summary>The part by which the loss has to fall over that many epochs.</summary>
    public const double LeastProgress = 0.01;

    /// <summary>Finds the first epoch, from 1, after which the loss falls by less than that; null where it always falls by more, or is not finite.</summary>
    /// <param name="losses">The loss after each epoch.</param>
    public static int? Find(IReadOnlyList<double> losses)
    {
        for (int epoch = 0; epoch + Span < losses.Count; epoch++)
        {
            if (losses[epoch] - losses[epoch + Span] < LeastProgress * losses[epoch]) return epoch + 1;
        }

        return null;
    }
}
