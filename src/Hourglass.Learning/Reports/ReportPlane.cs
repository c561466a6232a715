namespace Hourglass.Learning;

/// <summary>What can be drawn of samples of two features, which lie in a plane.</summary>
/// <param name="XName">What the first feature is called.</param>
/// <param name="YName">What the second feature is called.</param>
public sealed record ReportPlane(string XName, string YName)
{
    /// <summary>Gets the samples under the components that were computed from them; null for other models.</summary>
    public ReportLoadings? Loadings { get; init; }

    /// <summary>Gets samples and what a code of one number leaves of them; null where the code has more.</summary>
    public ReportProjection? Projection { get; init; }
}

/// <summary>Samples of two features and their principal components.</summary>
/// <param name="X">The first feature of each sample.</param>
/// <param name="Y">The second feature.</param>
/// <param name="Classes">The class of each sample; empty where there are no labels.</param>
/// <param name="ClassNames">The names of the classes; empty where there are no labels.</param>
/// <param name="MeanX">The first feature of where the components meet.</param>
/// <param name="MeanY">The second feature.</param>
/// <param name="Components">The components, the one of the largest variance first.</param>
public sealed record ReportLoadings(
    IReadOnlyList<float> X,
    IReadOnlyList<float> Y,
    IReadOnlyList<int> Classes,
    IReadOnlyList<string> ClassNames,
    double MeanX,
    double MeanY,
    IReadOnlyList<ReportComponent> Components);

/// <summary>A principal component of samples of two features.</summary>
/// <param name="X">Its loading on the first feature.</param>
/// <param name="Y">Its loading on the second feature.</param>
/// <param name="Variance">The variance along it.</param>
/// <param name="Angle">The angle to the first feature, in degrees.</param>
/// <param name="Length">How long its arrow is, in the unit of the features.</param>
public sealed record ReportComponent(double X, double Y, double Variance, double Angle, double Length);

/// <summary>Samples of two features and their reconstructions from a code of one number.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="X">The first feature of each sample.</param>
/// <param name="Y">The second feature.</param>
/// <param name="AnswerX">The first feature of each reconstruction.</param>
/// <param name="AnswerY">The second feature.</param>
/// <param name="Total">How many samples there are, of which these are evenly chosen.</param>
public sealed record ReportProjection(
    string Model, IReadOnlyList<float> X, IReadOnlyList<float> Y, IReadOnlyList<float> AnswerX, IReadOnlyList<float> AnswerY, int Total);
