return LearnDL.Lessons.LessonRunner.Main(new Lessons.Mnist.MnistLesson(), args);
