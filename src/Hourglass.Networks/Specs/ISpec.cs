namespace Hourglass.Networks;

/// <summary>A description that knows what is wrong with it.</summary>
public interface ISpec
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="path">Where the spec stands, as in <c>decoder[2].initializer</c>; empty where it stands alone.</param>
    /// <returns>The problems in the order of the spec; none where it can be built.</returns>
    IEnumerable<SpecProblem> Validate(string path);
}
