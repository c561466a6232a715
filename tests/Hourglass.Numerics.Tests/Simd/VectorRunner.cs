namespace Hourglass.Numerics.Tests;

/// <summary>A function of one vector, written for every width.</summary>
internal interface IVectorFunction
{
    static abstract TVec Apply<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary>Maps arrays through vector functions.</summary>
internal static class VectorRunner
{
    /// <summary>Applies a function to each element; the length is a multiple of 16.</summary>
    public static unsafe float[] Map<TFunction>(SimdWidth width, float[] x)
        where TFunction : struct, IVectorFunction
    {
        Assert.Equal(0, x.Length % 16);
        float[] y = new float[x.Length];
        fixed (float* source = x, destination = y)
        {
            using Simd.Scope scope = Simd.Use(width);
            Workers.Single.ForVectors(x.Length, x.Length, new MapJob<TFunction> { Source = source, Destination = destination });
        }

        return y;
    }

    private unsafe struct MapJob<TFunction> : IVectorJob
        where TFunction : struct, IVectorFunction
    {
        public float* Source;
        public float* Destination;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int i = start; i < end; i += TWidth.Count)
                TWidth.Store(Destination + i, TFunction.Apply<TWidth, TVec>(TWidth.Load(Source + i)));
        }
    }
}
