using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Adds the size of its input to the loss and passes it on unchanged.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = X</c>; the penalty is the sum over features of <c>l1 |x| + l2 x^2</c>, its mean over samples.</para>
/// <para><b>Gradient</b> <c>dX = dY + (l1 sign(X) + 2 l2 X) / samples</c>. docs/math/penalties.md</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="terms">The penalty of one feature.</param>
public sealed class ActivityPenalty(Shape shape, PenaltyTerms terms) : Layer(shape, shape)
{
    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        pass.X.Span.CopyTo(pass.Y.Span);
        if (!pass.Penalties.IsEmpty) ActivityKernel.Sum(terms, pass.X, 1.0 / pass.Samples, pass.Penalties.Span, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) ActivityKernel.Gradient(terms, pass.X, 1f / pass.Samples, pass.Dy, pass.Dx, pass.Workers);
    }
}
