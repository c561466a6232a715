using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Where the question of a study comes from.</summary>
[JsonConverter(typeof(SpecEnumConverter<StudySource>))]
public enum StudySource
{
    /// <summary>The course note on convolutional autoencoders.</summary>
    ConvolutionNote,

    /// <summary>The course note on dense and denoising autoencoders.</summary>
    DenseNote,

    /// <summary>The course exercises: reduction, denoising, similarity, pre-training.</summary>
    ExerciseNote,

    /// <summary>The course note that leads from principal components to variational autoencoders.</summary>
    ComponentsNote,

    /// <summary>The course note on variational autoencoders in three styles of programming.</summary>
    VariationalNote,

    /// <summary>Papers and pages whose figures are known.</summary>
    Published,
}

/// <summary>Words the sources of studies.</summary>
public static class StudySources
{
    /// <summary>Says what a source is called.</summary>
    /// <param name="source">The source.</param>
    public static string Title(StudySource source) => source switch
    {
        StudySource.ConvolutionNote => Phrase.Of("Course note: convolutional autoencoders"),
        StudySource.DenseNote => Phrase.Of("Course note: dense and denoising autoencoders"),
        StudySource.ExerciseNote => Phrase.Of("Course exercises: reduction, denoising, similarity, pre-training"),
        StudySource.ComponentsNote => Phrase.Of("Course note: from principal components to variational autoencoders"),
        StudySource.VariationalNote => Phrase.Of("Course note: variational autoencoders in three styles"),
        _ => Phrase.Of("Published results"),
    };
}
