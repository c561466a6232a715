namespace Hourglass.Benchmarks;

/// <summary>Whether all sides compute the same thing: their losses, or codes, from the same weights over the same batches.</summary>
/// <param name="Difference">The largest relative difference between our losses or codes and those of any setting of PyTorch.</param>
/// <param name="SameBits">Whether ours are the same to the bit for any number of threads.</param>
internal sealed record Agreement(double Difference, bool SameBits)
{
    /// <summary>
    /// Both sides sum up to a thousand products in 32 bits, each in its own order, and twenty steps carry the rounding on: some 2e-7 are
    /// measured. A wrong activation, reduction or optimizer setting shows in the second digit, a rounded setting in the fifth.
    /// </summary>
    public const double Tolerance = 2e-6;

    /// <summary>Gets whether the figures mean anything.</summary>
    public bool Holds => SameBits && Difference <= Tolerance;

    /// <summary>Lets every side train from the same start.</summary>
    public static async Task<Agreement> CheckAsync(
        IReadOnlyList<OurSide> ours, IReadOnlyList<PeerSide> peers, Trajectory start, CancellationToken cancellation)
    {
        IReadOnlyList<double> reference = await ours[0].FollowAsync(start, cancellation).ConfigureAwait(false);
        bool sameBits = true;
        foreach (OurSide side in ours.Skip(1))
            sameBits &= reference.SequenceEqual(await side.FollowAsync(start, cancellation).ConfigureAwait(false));

        double difference = 0;
        foreach (PeerSide peer in peers)
        {
            IReadOnlyList<double> losses = await peer.FollowAsync(start, cancellation).ConfigureAwait(false);
            difference = Math.Max(difference, Compare(reference, losses, start.AreCodes));
        }

        return new Agreement(difference, sameBits);
    }

    /// <summary>Losses are compared with themselves; codes, which lie around zero, with the largest of them.</summary>
    private static double Compare(IReadOnlyList<double> ours, IReadOnlyList<double> theirs, bool areCodes)
    {
        if (ours.Count != theirs.Count) return double.PositiveInfinity;
        double largest = theirs.Max(Math.Abs);
        return ours.Zip(theirs, (x, y) => Math.Abs(x - y) / (areCodes ? largest : Math.Abs(y))).Max();
    }
}
