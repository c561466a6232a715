namespace Hourglass.Numerics;

/// <summary>The squared Frobenius norm of the Jacobian of a dense layer, <c>sum over j of f'(z_j)^2 |W_j|^2</c>, and its gradients.</summary>
/// <remarks><b>Determinism</b> Sums have a fixed order for any number of workers; padding columns count for nothing. docs/math/contractive.md</remarks>
public static class ContractiveKernel
{
    /// <summary>Computes the squared norm of the weights of each unit.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="weight">The stored weight.</param>
    /// <param name="norms">Receives <see cref="DenseGeometry.BiasLength"/> numbers: one per unit, and zero for padding.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void SquaredNorms(DenseGeometry geometry, BufferRange weight, BufferRange norms, Workers workers)
    {
        NormsJob job = new() { Inputs = geometry.Inputs, Weight = weight.Pointer, Norms = norms.Pointer };
        workers.ForVectors(geometry.OutputPanels, 1, job);
        GC.KeepAlive(weight.Buffer);
        GC.KeepAlive(norms.Buffer);
    }

    /// <summary>Computes <c>scale * sum over samples and units of f'^2 |W|^2</c> for each panel of samples.</summary>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="y">The output of the layer.</param>
    /// <param name="norms">From <see cref="SquaredNorms"/>.</param>
    /// <param name="scale">The factor: the weight of the penalty / samples.</param>
    /// <param name="penalties">Receives one number per panel.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is too little room for the penalties.</exception>
    public static unsafe void Sum(
        ActivationKind activation, Tensor y, BufferRange norms, double scale, Span<double> penalties, Workers workers)
    {
        if (penalties.Length < y.Panels)
            Throw.Argument(nameof(penalties), $"Received room for {penalties.Length} numbers, expected {y.Panels}, one per panel.");
        fixed (double* sums = penalties)
        {
            ContractiveSumJob job = new()
            {
                Activation = activation,
                Y = y.Pointer,
                Norms = norms.Pointer,
                Rows = y.Rows,
                Columns = y.Columns,
                Scale = scale,
                Sums = sums,
            };
            workers.ForVectors(y.Panels, 1, job);
        }

        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(norms.Buffer);
    }

    /// <summary>Adds <c>2 scale f'' |W|^2</c> to the gradient of the output, which the slope f' turns into that of the sums.</summary>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="y">The output of the layer.</param>
    /// <param name="norms">From <see cref="SquaredNorms"/>.</param>
    /// <param name="scale">The factor: the weight of the penalty / samples.</param>
    /// <param name="dy">The gradient of the output; padding columns become zero.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void AddOutputGradient(
        ActivationKind activation, Tensor y, BufferRange norms, float scale, Tensor dy, Workers workers)
    {
        ContractiveOutputJob job = new()
        {
            Activation = activation,
            Y = y.Pointer,
            Norms = norms.Pointer,
            Rows = y.Rows,
            Scale = 2 * scale,
            Dy = dy.Pointer,
        };
        workers.ForVectors(y.Panels, 1, job);
        dy.ClearPadding();
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(norms.Buffer);
        GC.KeepAlive(dy.Buffer);
    }

    /// <summary>Adds <c>2 scale W sum over samples of f'^2</c> to the gradient of the weight.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="y">The output of the layer, of the whole batch.</param>
    /// <param name="weight">The stored weight.</param>
    /// <param name="scale">The factor: the weight of the penalty / samples.</param>
    /// <param name="gradient">The stored gradient.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void AddWeightGradient(
        DenseGeometry geometry, ActivationKind activation, Tensor y, BufferRange weight, float scale, BufferRange gradient, Workers workers)
    {
        ContractiveWeightJob job = new()
        {
            Geometry = geometry,
            Activation = activation,
            Y = y.Pointer,
            Columns = y.Columns,
            Weight = weight.Pointer,
            Scale = 2 * scale,
            Gradient = gradient.Pointer,
        };
        workers.ForVectors(geometry.OutputPanels, 1, job);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(weight.Buffer);
        GC.KeepAlive(gradient.Buffer);
    }
}
