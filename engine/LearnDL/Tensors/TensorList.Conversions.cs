namespace LearnDL.Tensors;

// Arrays where a list of tensors is wanted: each is a list of one, as Tensor reads it.
public readonly partial struct TensorList
{
    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[,,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[,,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[,,,] values) => (Tensor)values;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[][][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[][][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[][][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(float[][][][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(double[][][][] rows) => (Tensor)rows;

    /// <summary>A list of one, of numbers in an array.</summary>
    public static implicit operator TensorList(int[][][][] rows) => (Tensor)rows;
}
