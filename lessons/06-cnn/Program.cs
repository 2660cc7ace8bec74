return LearnDL.Lessons.LessonRunner.Main(new Lessons.Cnn.CnnLesson(), args);
