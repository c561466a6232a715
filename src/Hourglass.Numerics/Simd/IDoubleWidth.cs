namespace Hourglass.Numerics;

/// <summary>The operations of one vector width on doubles, for the few kernels that need their digits.</summary>
/// <typeparam name="TVec">The vector: <c>Vector512&lt;double&gt;</c> ... or <c>double</c> itself.</typeparam>
internal unsafe interface IDoubleWidth<TVec>
    where TVec : struct
{
    /// <summary>Gets the doubles in one vector.</summary>
    static abstract int Count { get; }

    static abstract TVec Broadcast(double value);

    static abstract TVec Load(double* source);

    static abstract void Store(double* destination, TVec value);

    /// <summary>Widens as many floats.</summary>
    static abstract TVec WidenFloats(float* source);

    static abstract TVec Add(TVec x, TVec y);

    static abstract TVec Subtract(TVec x, TVec y);

    static abstract TVec Multiply(TVec x, TVec y);

    static abstract TVec Divide(TVec x, TVec y);

    /// <summary>Computes <c>x * y + z</c>, rounded once where the machine can.</summary>
    static abstract TVec Fma(TVec x, TVec y, TVec z);

    /// <summary>Compares; the result is a mask for <see cref="Select"/>.</summary>
    static abstract TVec LessThan(TVec x, TVec y);

    /// <summary>Chooses <paramref name="x"/> where the mask is set and <paramref name="y"/> elsewhere.</summary>
    static abstract TVec Select(TVec mask, TVec x, TVec y);

    /// <summary>Adds the lanes, always in the same order.</summary>
    static abstract double Sum(TVec x);
}

/// <summary>Work on a range of outputs in double precision, written once for every vector width.</summary>
internal interface IDoubleJob
{
    /// <summary>Computes the outputs <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct;
}
