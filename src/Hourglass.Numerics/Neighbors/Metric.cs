namespace Hourglass.Numerics;

/// <summary>How far apart two points are.</summary>
public enum Metric
{
    /// <summary>The length of the difference.</summary>
    Euclidean,

    /// <summary>One minus the cosine of the angle: 0 for points in the same direction, 1 at a right angle, 2 in opposite directions. A point
    /// that is all zero has no direction; its distance to every point is 1, as in scikit-learn.</summary>
    Cosine,
}
